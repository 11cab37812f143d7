package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
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
        changed.addAll(network(vm, seen.asConfig(), update));
        return write(vm, seen, update, changed);
    }

    /** Package change: addresses, name servers, search domain and name; written at once, effective at the guest's next start. */
    static StepResult readdress(VmRun vm) {
        PendingConfig seen = vm.observe();
        ConfigUpdate.Builder update = ConfigUpdate.builder();
        return write(vm, seen, update, network(vm, seen.asConfig(), update));
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

    private static List<String> network(VmRun vm, QemuConfig present, ConfigUpdate.Builder update) {
        return GuestNetwork.of(vm.vm(), vm.addresses(), vm.services().pools()).differences(present, update);
    }
}
