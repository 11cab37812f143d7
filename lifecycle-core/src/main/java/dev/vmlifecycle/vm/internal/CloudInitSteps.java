package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.vm.GuestAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the guest learns from cloud-init. The password is compared by a salted hash in the record: Proxmox never shows it.
 */
public final class CloudInitSteps {

    /**
     * Deploy: host name, user, password, keys, addresses, name servers, search domain.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult configure(VmRun vm) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        List<String> changed = new ArrayList<>();
        ConfigUpdate.Builder update = ConfigUpdate.builder();
        access(vm, seen.asConfig(), update, changed);
        network(vm, seen.asConfig(), update, changed);
        return write(vm, seen, update, changed);
    }

    /** Package change: addresses, name servers, search domain and name; written at once, effective at the guest's next start. */
    static StepResult readdress(VmRun vm) {
        PendingConfig seen = vm.observe();
        List<String> changed = new ArrayList<>();
        ConfigUpdate.Builder update = ConfigUpdate.builder();
        network(vm, seen.asConfig(), update, changed);
        return write(vm, seen, update, changed);
    }

    private static StepResult write(VmRun vm, PendingConfig seen, ConfigUpdate.Builder update, List<String> changed) {
        if (changed.isEmpty()) {
            return StepResult.skip("no change");
        }
        vm.qemu().update(update.digest(seen.digest().orElseThrow()).build());
        return StepResult.done(String.join(", ", changed));
    }

    private static void access(VmRun vm, QemuConfig present, ConfigUpdate.Builder update, List<String> changed) {
        GuestAccess access = vm.vm().access();
        if (!access.user().isEmpty() && !present.ciUser().equals(Optional.of(access.user()))) {
            update.ciUser(access.user());
            changed.add("user");
        }
        if (!access.sshKeys().isEmpty() && !present.sshKeys().equals(access.sshKeys())) {
            update.sshKeys(access.sshKeys());
            changed.add("ssh keys");
        }
        Optional<Secret> password =
                vm.services().secrets().password(vm.vm().id().key());
        if (password.isPresent() && !PasswordHash.matches(vm.vm().passwordHash(), password.get())) {
            update.ciPassword(password.get());
            vm.vm(vm.vm().withPasswordHash(Optional.of(PasswordHash.of(password.get()))));
            changed.add("password");
        }
    }

    private static void network(VmRun vm, QemuConfig present, ConfigUpdate.Builder update, List<String> changed) {
        DnsName fqdn = DnsName.parse(vm.vm().id().fqdn());
        if (!present.name().equals(Optional.of(fqdn.toString()))) {
            update.name(fqdn.toString());
            changed.add("name");
        }
        List<Allocation> held =
                vm.addresses().stream().filter(one -> !one.leaving()).toList();
        IpConfig wanted = vm.vm().pkg().dhcp() ? IpConfig.none().withDhcp() : ipConfig(held);
        if (wanted.equals(IpConfig.none()) && present.ipConfig(0).isPresent()) {
            update.delete("ipconfig0");
            changed.add("ipconfig0 removed");
        } else if (!wanted.equals(IpConfig.none()) && !present.ipConfig(0).equals(Optional.of(wanted))) {
            update.ipConfig(0, wanted);
            changed.add("ipconfig0 " + wanted);
        }
        List<String> nameservers = nameservers(vm, held);
        if (!nameservers.isEmpty() && !present.nameservers().equals(nameservers)) {
            update.nameservers(nameservers);
            changed.add("name servers");
        }
        Optional<String> domain = fqdn.parent().map(DnsName::toString);
        if (domain.isPresent() && !present.searchDomain().equals(domain)) {
            update.searchDomain(domain.get());
            changed.add("search domain");
        }
    }

    /** Only the first address of each family fits into ipconfig0; the others live in the anti-spoof set and in DNS. */
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

    private static List<String> nameservers(VmRun vm, List<Allocation> held) {
        return held.stream()
                .map(one -> Optional.ofNullable(vm.services().pools().get(one.pool())))
                .flatMap(Optional::stream)
                .map(IpPool::nameservers)
                .flatMap(List::stream)
                .map(IpAddress::toString)
                .distinct()
                .toList();
    }
}
