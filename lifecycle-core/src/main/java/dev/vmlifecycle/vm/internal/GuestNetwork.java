package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the guest is to learn of its network from cloud-init: name, addresses, name servers, search domain. Only the first address of
 * each family fits in there; the others live in the anti-spoof set and in DNS.
 */
record GuestNetwork(DnsName fqdn, IpConfig ipConfig, List<String> nameservers) {

    static GuestNetwork of(VmRecord vm, List<Allocation> held, Map<String, IpPool> pools) {
        List<Allocation> staying = held.stream().filter(one -> !one.leaving()).toList();
        return new GuestNetwork(
                DnsName.parse(vm.id().fqdn()),
                vm.pkg().dhcp() ? IpConfig.none().withDhcp() : ipConfig(staying),
                nameservers(staying, pools));
    }

    /** Collects what differs from the present config; answers it by name. */
    List<String> differences(QemuConfig present, ConfigUpdate.Builder update) {
        List<String> changed = new ArrayList<>();
        if (!present.name().equals(Optional.of(fqdn.toString()))) {
            update.name(fqdn.toString());
            changed.add("name");
        }
        if (ipConfig.equals(IpConfig.none()) && present.ipConfig(0).isPresent()) {
            update.delete("ipconfig0");
            changed.add("ipconfig0 removed");
        } else if (!ipConfig.equals(IpConfig.none()) && !present.ipConfig(0).equals(Optional.of(ipConfig))) {
            update.ipConfig(0, ipConfig);
            changed.add("ipconfig0 " + ipConfig);
        }
        if (!nameservers.isEmpty() && !present.nameservers().equals(nameservers)) {
            update.nameservers(nameservers);
            changed.add("name servers");
        }
        Optional<String> domain = fqdn.parent().map(DnsName::toString);
        if (domain.isPresent() && !present.searchDomain().equals(domain)) {
            update.searchDomain(domain.get());
            changed.add("search domain");
        }
        return changed;
    }

    private static IpConfig ipConfig(List<Allocation> held) {
        IpConfig config = IpConfig.none();
        Optional<Allocation> four = first(held, IpFamily.V4);
        if (four.isPresent()) {
            config = config.withIp(text(four.get()), four.get().gateway().map(IpAddress::toString));
        }
        Optional<Allocation> six = first(held, IpFamily.V6);
        if (six.isPresent()) {
            config = config.withIp6(text(six.get()), six.get().gateway().map(IpAddress::toString));
        }
        return config;
    }

    private static Optional<Allocation> first(List<Allocation> held, IpFamily family) {
        return held.stream().filter(one -> one.address().family() == family).findFirst();
    }

    private static String text(Allocation one) {
        return one.address() + "/" + one.prefixLength();
    }

    private static List<String> nameservers(List<Allocation> held, Map<String, IpPool> pools) {
        return held.stream()
                .map(one -> Optional.ofNullable(pools.get(one.pool())))
                .flatMap(Optional::stream)
                .map(IpPool::nameservers)
                .flatMap(List::stream)
                .map(IpAddress::toString)
                .distinct()
                .toList();
    }
}
