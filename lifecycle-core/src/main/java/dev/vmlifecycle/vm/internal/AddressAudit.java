package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.vm.AuditFinding;
import dev.vmlifecycle.vm.AuditFinding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses that VMs are set up with, against those they were given. */
final class AddressAudit {
    private static final int NICS = 32;

    private final List<AuditFinding> findings;
    private final Map<IpAddress, Set<Vmid>> users = new TreeMap<>();

    AddressAudit(List<AuditFinding> findings) {
        this.findings = findings;
    }

    /** Notes what a VM is set up with, ours or not. */
    void note(Vmid vmid, QemuConfig config) {
        configured(config)
                .forEach(address ->
                        users.computeIfAbsent(address, any -> new TreeSet<>()).add(vmid));
    }

    void compare(VmRecord vm, Vmid vmid, Seen seen) {
        Set<IpAddress> held = seen.held().stream().map(Allocation::address).collect(Collectors.toSet());
        configured(seen.config().asConfig())
                .filter(address -> !held.contains(address))
                .forEach(address -> foreign(vm, vmid, "ipconfig has " + address));
        AntiSpoof.difference(seen.antiSpoof().orElse(List.of()), held)
                .surplus()
                .forEach(entry -> foreign(vm, vmid, AntiSpoof.SET + " lets " + entry + " pass"));
    }

    void tellDuplicates() {
        users.forEach((address, vmids) -> {
            if (vmids.size() > 1) {
                findings.add(new AuditFinding(
                        Kind.DUPLICATE_ADDRESS,
                        Optional.empty(),
                        Optional.empty(),
                        address + " is set up on VMs " + vmids,
                        "find out which of them it was given to, and take it from the others"));
            }
        });
    }

    private void foreign(VmRecord vm, Vmid vmid, String what) {
        findings.add(new AuditFinding(
                Kind.FOREIGN_ADDRESS,
                Optional.of(vm.id().key()),
                Optional.of(vmid),
                what + ", which is not allocated to it",
                "ask for its package again, which removes it"));
    }

    private static Stream<IpAddress> configured(QemuConfig config) {
        return IntStream.range(0, NICS)
                .mapToObj(config::ipConfig)
                .flatMap(Optional::stream)
                .flatMap(AddressAudit::addresses);
    }

    private static Stream<IpAddress> addresses(IpConfig config) {
        return Stream.of(config.ip(), config.ip6())
                .flatMap(Optional::stream)
                .map(text -> text.replaceFirst("/.*", ""))
                .flatMap(text -> {
                    try {
                        return Stream.of(IpAddress.parse(text));
                    } catch (IllegalArgumentException e) {
                        return Stream.empty(); // dhcp, auto
                    }
                });
    }
}
