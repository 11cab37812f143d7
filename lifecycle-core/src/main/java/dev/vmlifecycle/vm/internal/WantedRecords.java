package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.ZoneMatch;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A VM's records in the zones that match: its name for each address, and back. */
final class WantedRecords {
    private WantedRecords() {}

    /** In the zones that the policy selects. */
    static Set<LedgerEntry> of(VmRun vm, List<IpAddress> addresses) {
        Zones zones = vm.services().zones();
        DnsName fqdn = DnsName.parse(vm.vm().id().fqdn());
        Set<LedgerEntry> entries = new LinkedHashSet<>();
        for (ZoneMatch match : zones.forward(fqdn)) {
            addresses.forEach(address -> entries.add(forward(match, address)));
        }
        for (IpAddress address : addresses) {
            zones.reverse(address).forEach(match -> entries.add(reverse(match, fqdn)));
        }
        return entries;
    }

    /** In every zone that matches, for all addresses the VM holds: where something may stand that nobody noted. */
    static Set<LedgerEntry> everywhere(VmRun vm) {
        Zones zones = vm.services().zones();
        DnsName fqdn = DnsName.parse(vm.vm().id().fqdn());
        List<IpAddress> addresses =
                vm.addresses().stream().map(Allocation::address).toList();
        Set<LedgerEntry> entries = new LinkedHashSet<>();
        for (ZoneMatch match : zones.everyForward(fqdn)) {
            addresses.forEach(address -> entries.add(forward(match, address)));
        }
        for (IpAddress address : addresses) {
            zones.everyReverse(address).forEach(match -> entries.add(reverse(match, fqdn)));
        }
        return entries;
    }

    private static LedgerEntry forward(ZoneMatch match, IpAddress address) {
        return new LedgerEntry(
                match.binding().id(),
                match.binding().zone(),
                match.name(),
                address.family().recordType(),
                address.toString());
    }

    private static LedgerEntry reverse(ZoneMatch match, DnsName fqdn) {
        return new LedgerEntry(
                match.binding().id(), match.binding().zone(), match.name(), RecordType.PTR, fqdn.toString());
    }
}
