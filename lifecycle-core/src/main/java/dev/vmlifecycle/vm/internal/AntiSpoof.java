package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an anti-spoof set differs from the addresses it is to hold. Proxmox does not canonicalise IPv6 text in a set, so entries are
 * compared as addresses.
 *
 * @param missing addresses that are not in it
 * @param surplus entries that are none of the addresses, as the set spells them
 */
record AntiSpoof(Set<IpAddress> missing, List<String> surplus) {
    /** The name that makes Proxmox apply a set to the first NIC. */
    static final String SET = "ipfilter-net0";

    /** The entries of a VM's set; empty when it has none. */
    static Optional<List<IpSetEntry>> entries(VmFirewall firewall) {
        try {
            return Optional.of(firewall.ipSets().entries(SET));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    static AntiSpoof difference(List<IpSetEntry> entries, Collection<IpAddress> wanted) {
        Set<IpAddress> missing = new LinkedHashSet<>(wanted);
        List<String> surplus = new ArrayList<>();
        for (IpSetEntry entry : entries) {
            single(entry.cidr())
                    .filter(wanted::contains)
                    .ifPresentOrElse(missing::remove, () -> surplus.add(entry.cidr()));
        }
        return new AntiSpoof(missing, surplus);
    }

    private static Optional<IpAddress> single(String cidr) {
        try {
            if (!cidr.contains("/")) {
                return Optional.of(IpAddress.parse(cidr));
            }
            Cidr net = Cidr.parse(cidr);
            return net.first().equals(net.last()) ? Optional.of(net.first()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an alias such as dc/name: none of ours
        }
    }
}
