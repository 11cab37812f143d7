package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.store.ReserveVmid;
import dev.vmlifecycle.vm.store.ReservedVmid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Clones the template: exactly one VM per record, whatever crashes.
 *
 * <p>The VMID is reserved in the store before the call and never changes on a retry, so of several clone calls at most one can
 * win. Who owns the VMID is told only by the owner line in the new VM's notes; if that names somebody else, another VMID is
 * taken and nothing is cleaned up.
 */
public final class CloneSteps {
    private static final String OP = "clone";

    /**
     * Clones the template to a VMID of ours.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult cloneTemplate(VmRun vm) {
        Vmid vmid = vm.intent()
                .map(noted -> Vmid.of(Integer.parseInt(noted.target())))
                .orElseGet(() -> reserve(vm));
        try {
            return Effect.of(vm, OP, vmid.toString()).run(acted -> look(vm, vmid, acted), digest -> send(vm, vmid));
        } catch (AlreadyExistsException e) {
            return ownOrAnother(vm, vmid);
        } catch (TaskFailedException e) {
            if (e.reason() instanceof AlreadyExistsException) {
                return ownOrAnother(vm, vmid);
            }
            throw e;
        } catch (ForeignVm e) {
            return another(vm, vmid);
        }
    }

    /** The VMID came to be taken meanwhile: perhaps by an earlier call of ours whose answer was lost. Its notes tell. */
    private static StepResult ownOrAnother(VmRun vm, Vmid vmid) {
        vm.forgetGuests();
        try {
            return look(vm, vmid, true).finished().orElseGet(() -> vm.waiting("VMID " + vmid + " free again", ""));
        } catch (ForeignVm e) {
            return another(vm, vmid);
        }
    }

    private static Look look(VmRun vm, Vmid vmid, boolean acted) {
        NodeName origin = vm.vm().placement().templateNode();
        Optional<PendingConfig> atOrigin = acted ? read(vm, vmid, origin) : Optional.empty();
        if (atOrigin.isPresent()) {
            return judge(vm, vmid, origin, atOrigin.get(), true);
        }
        Optional<NodeName> node = vm.guests().stream()
                .filter(guest -> guest.vmid().equals(vmid))
                .map(GuestResource::node)
                .findFirst();
        if (node.isPresent()) {
            // Listed a moment ago, gone now: a clone that failed removes its config. Look again.
            return read(vm, vmid, node.get())
                    .map(seen -> judge(vm, vmid, node.get(), seen, acted))
                    .orElseGet(() -> Look.finished(vm.waiting("VM " + vmid + " appearing", "")));
        }
        if (vm.pve().cluster().isFree(vmid)) {
            return Look.act(Optional.empty());
        }
        if (acted) {
            // Between the two reads our own clone may have appeared; only its notes tell whose it is.
            return Look.finished(vm.waiting("VM " + vmid + " appearing", ""));
        }
        throw new ForeignVm();
    }

    private static Optional<PendingConfig> read(VmRun vm, Vmid vmid, NodeName node) {
        try {
            return Optional.of(vm.node(node).qemu(vmid).pending());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Look judge(VmRun vm, Vmid vmid, NodeName node, PendingConfig seen, boolean acted) {
        Optional<String> notes = seen.value("description");
        if (Ownership.isOurs(vm.vm(), vmid, notes)) {
            return Look.finished(
                    seen.lock().map(lock -> vm.lockedBy(lock, vmid)).orElseGet(() -> ours(vm, vmid, node, seen)));
        }
        if (acted && Ownership.isCloneInProgress(notes)) {
            return Look.finished(vm.waiting("VM " + vmid + " being cloned", Texts.seconds(vm.waited())));
        }
        throw new ForeignVm();
    }

    private static StepResult ours(VmRun vm, Vmid vmid, NodeName node, PendingConfig seen) {
        QemuConfig config = seen.asConfig();
        Instant since = vm.intent().map(Intent::since).orElse(vm.step().now());
        VmRecord.Remote before = vm.vm().remote();
        if (before.vmid().equals(Optional.of(vmid))) {
            // set back to here by hand: to forget its additional disk would be to make another
            vm.relocated(vm.vm().withNode(node));
        } else {
            vm.relocated(vm.vm()
                    .withRemote(new VmRecord.Remote(
                            Optional.of(vmid),
                            Optional.of(node),
                            // a VM that is reinstalled keeps its backups: they count from its first creation
                            before.createdAt().or(() -> Optional.of(since)),
                            config.bootDisk(),
                            Optional.empty(),
                            before.keepMac())));
        }
        vm.saw(seen);
        config.net(0).flatMap(net -> net.mac()).ifPresent(mac -> vm.step().detail("net0 " + mac));
        return StepResult.done("VM " + vmid + " on " + node);
    }

    private static ProxmoxTask send(VmRun vm, Vmid vmid) {
        Placement place = vm.vm().placement();
        NodeName source = place.templateNode();
        Vmid template = java.util.Objects.requireNonNull(place.templates().get(source));
        Qemu origin = vm.node(source).qemu(template);
        QemuConfig config = origin.config();
        if (!config.template()) {
            throw new StepFailure(
                    ErrorKind.CONFIG, "VM " + template + " on " + source + ": not a template (expected: a template)");
        }
        String notes = config.description().map(text -> text.strip() + "\n").orElse("")
                + vm.vm().ownerLine(vmid);
        if (place.cloneMode() == CloneMode.LINKED) {
            return origin.clone(LinkedClone.to(vmid).name(vm.vm().id().fqdn()).description(notes));
        }
        FullClone full = FullClone.to(vmid).name(vm.vm().id().fqdn()).description(notes);
        return origin.clone(storageOn(vm, source).map(full::storage).orElse(full));
    }

    /** The target storage if the template's node has it; else the template's own, and migration maps it later. */
    private static Optional<StorageId> storageOn(VmRun vm, NodeName node) {
        StorageId wanted = vm.vm().placement().storage();
        return vm.node(node).storages().stream()
                .filter(storage -> storage.storage().equals(wanted) && storage.enabled() && storage.active())
                .map(storage -> wanted)
                .findFirst();
    }

    /** What is reserved stays: if a VM stands there already, its notes decide whose it is. */
    private static Vmid reserve(VmRun vm) {
        return vm.step()
                .call(new ReservedVmid(vm.key(), vm.vm().placement().cluster()))
                .orElseGet(() -> reserve(vm, taken(vm)));
    }

    private static Set<Vmid> taken(VmRun vm) {
        Set<Vmid> ids = new HashSet<>();
        vm.guests().forEach(guest -> ids.add(guest.vmid()));
        return ids;
    }

    private static Vmid reserve(VmRun vm, Set<Vmid> taken) {
        Placement place = vm.vm().placement();
        return vm.step()
                .call(new ReserveVmid(
                        vm.key(),
                        place.cluster(),
                        place.vmids().first(),
                        place.vmids().last(),
                        taken,
                        vm.settings().vmidQuarantine()));
    }

    private static StepResult another(VmRun vm, Vmid lost) {
        Set<Vmid> refused = taken(vm);
        refused.add(lost);
        Vmid next = reserve(vm, refused);
        vm.step().clearCheckpoint();
        vm.step().event("vmid_taken", "VMID " + lost + " belongs to somebody else, taking " + next);
        return StepResult.waiting("VMID " + lost + " belongs to somebody else, taking " + next, Duration.ofMillis(1));
    }

    /** The VMID is somebody else's. */
    private static final class ForeignVm extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
