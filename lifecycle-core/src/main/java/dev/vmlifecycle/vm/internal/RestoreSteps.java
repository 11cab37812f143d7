package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Step;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a backup back over its VM. What the VM has today in NIC, addresses and name goes along with the call, so that the VM never stands
 * there with what it had then; so does a mark in its notes, which is how a restore is known to be done.
 *
 * <p>Before the call nothing is touched, and a refusal leaves the VM as it was. From the call on its disks are gone: a restore that fails is
 * tried again until it succeeds, another backup is asked for, or the VM is terminated.
 */
public final class RestoreSteps {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /**
     * Reports what goes wrong.
     *
     * @param step the step
     * @return the same step: refused for good, it skips; failed after the call, it says so once and is tried again
     */
    public Step<VmRun> orReport(Step<VmRun> step) {
        return vm -> {
            try {
                return step.run(vm);
            } catch (StepFailure e) {
                return judge(vm, e, e.error());
            } catch (ProxmoxException e) {
                return judge(vm, e, StepError.of(VmErrors.kind(e), text(e)));
            }
        };
    }

    /** What went wrong, without what differs from try to try. */
    private static String text(ProxmoxException e) {
        return e instanceof TaskFailedException task
                ? "task qmrestore: " + task.reason().text() + " | " + String.join(" | ", task.logTail())
                : VmErrors.message(e);
    }

    private static StepResult judge(VmRun vm, RuntimeException thrown, StepError error) {
        RestoreAsk ask = RestoreAsk.of(vm);
        boolean untouched = ask.nic().isEmpty();
        boolean mayPass = error.kind() == ErrorKind.TRANSIENT || error.kind() == ErrorKind.LOCKED;
        if (untouched && !mayPass) {
            return refused(vm, ask, error.message());
        }
        if (untouched || ask.failure().equals(error.message()) || !(thrown instanceof TaskFailedException)) {
            throw thrown;
        }
        ask.failed(error.message()).put(vm);
        tell(vm, ask, "restore_failed", "Restore failed", error.message());
        return new StepResult.Failed(error, Optional.empty());
    }

    private static StepResult refused(VmRun vm, RestoreAsk ask, String why) {
        ask.refused(why).put(vm);
        tell(vm, ask, "restore_failed", "Restore refused", why);
        return StepResult.skip("refused: " + why);
    }

    private static void tell(VmRun vm, RestoreAsk ask, String event, String subject, String text) {
        vm.step().event(event, ask.archive() + " to VM " + vm.vmid() + " (" + ask.by() + "): " + text);
        vm.step()
                .notify(new Notification(
                        event + ":" + vm.key() + ":" + ask.id(),
                        event,
                        subject + ": " + vm.vm().id().fqdn()));
    }

    /**
     * Restores.
     *
     * @param vm the run
     * @return waiting until it is done
     */
    public StepResult restore(VmRun vm) {
        RestoreAsk ask = RestoreAsk.of(vm);
        return ask.nic().isEmpty()
                ? prepare(vm, ask)
                : Effect.of(vm, "restore", ask.archive().value()).run(acted -> look(vm, ask), digest -> send(vm, ask));
    }

    /** Looks whether it may be done, and notes the NIC in a commit of its own: during the restore there is nothing to read it from. */
    private static StepResult prepare(VmRun vm, RestoreAsk ask) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        requireStopped(vm);
        archive(vm, ask);
        ask.withNic(seen.asConfig()
                        .net(0)
                        .orElseThrow(() ->
                                new StepFailure(ErrorKind.CONFIG, "VM " + vm.vmid() + ": no net0 (expected: a NIC)")))
                .put(vm);
        return vm.waiting("restore of " + ask.archive() + " about to begin", "");
    }

    private static void requireStopped(VmRun vm) {
        if (vm.qemu().status().isRunning()) {
            throw new StepFailure(ErrorKind.CONFIG, "VM " + vm.vmid() + ": is running (expected: stopped)");
        }
    }

    /** The archive as the VM's node sees it; one that cannot be read there cannot be restored there. */
    private static BackupVolume archive(VmRun vm, RestoreAsk ask) {
        return vm.node(vm.nodeName()).storage(ask.archive().storage()).backups(vm.vmid()).stream()
                .filter(found -> found.volume().equals(ask.archive()))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG,
                        "backup " + ask.archive() + ": not on node " + vm.nodeName() + " (expected: a backup of VM "
                                + vm.vmid() + ")"));
    }

    private static Look look(VmRun vm, RestoreAsk ask) {
        QemuConfig config;
        try {
            config = vm.qemu().config();
        } catch (NotFoundException e) {
            return Look.act(Optional.empty());
        }
        if (config.lock().isPresent()) {
            return Look.finished(vm.lockedBy(config.lock().get(), vm.vmid()));
        }
        if (ask.isMarked(config.description()) && endedWell(vm)) {
            vm.vm(vm.vm().withChange(Optional.of(VmRecord.Change.decided(false, true))));
            return Look.finished(StepResult.done(ask.archive().value()));
        }
        if (!isLeftover(vm.step().subject(), config) && !Ownership.isOurs(vm.vm(), vm.vmid(), config.description())) {
            throw new StepFailure(ErrorKind.FENCED, Ownership.refusal(vm.vm(), vm.vmid(), vm.nodeName()));
        }
        requireStopped(vm);
        archive(vm, ask);
        return Look.act(Optional.empty());
    }

    /** Its own task did, or where the answer was lost the last one of this VM. A failed restore may leave the mark behind as well. */
    private static boolean endedWell(VmRun vm) {
        Optional<Intent> intent = vm.intent();
        if (intent.isEmpty()) {
            return false;
        }
        if (intent.get().upid().isPresent()) {
            return true;
        }
        TaskQuery query = TaskQuery.all()
                .vmid(vm.vmid())
                .type("qmrestore")
                .since(intent.get().since().minus(CLOCK_SKEW))
                .source(TaskSource.ALL);
        List<TaskSummary> tasks = vm.node(vm.nodeName()).tasks(query);
        return tasks.stream()
                .max(Comparator.comparing(task -> task.upid().startTime()))
                .flatMap(task -> task.status().outcome())
                .filter(outcome -> !(outcome instanceof TaskOutcome.Failed))
                .isPresent();
    }

    /**
     * What a failed restore of ours leaves: a config that holds neither notes nor disks, at a VMID that was proved ours before the restore
     * began and is reserved for us.
     *
     * @param document the VM's document
     * @param config what stands at its VMID
     */
    static boolean isLeftover(String document, QemuConfig config) {
        boolean began = RestoreAsk.in(document).flatMap(RestoreAsk::nic).isPresent();
        return began && config.description().isEmpty() && config.diskSlots().isEmpty();
    }

    private static ProxmoxTask send(VmRun vm, RestoreAsk ask) {
        Optional<String> notes = Optional.empty();
        try {
            QemuConfig config = vm.qemu().config();
            if (!isLeftover(vm.step().subject(), config)) {
                DestroySteps.proveQuorum(vm, vm.qemu());
            }
            notes = config.description();
        } catch (NotFoundException e) {
            // a failed restore took it along; the VMID is still reserved for us
        }
        String kept = notes.filter(text -> Ownership.isOurs(vm.vm(), vm.vmid(), Optional.of(text)))
                .orElse(vm.vm().ownerLine(vm.vmid()));
        return vm.node(vm.nodeName())
                .restore(RestoreRequest.of(vm.vmid(), ask.archive())
                        .force()
                        .with(settings -> today(vm, ask, kept, settings)));
    }

    private static void today(VmRun vm, RestoreAsk ask, String notes, ConfigUpdate.Builder settings) {
        settings.description(ask.notes(notes));
        settings.net(0, ask.nic().orElseThrow());
        GuestNetwork.of(vm.vm(), vm.addresses(), vm.services().pools()).differences(QemuConfig.of(Map.of()), settings);
    }

    /**
     * Tells that the backup is back, with today's package.
     *
     * @param vm the run
     */
    public void tellRestored(VmRun vm) {
        RestoreAsk ask = RestoreAsk.of(vm);
        if (ask.refused().isEmpty()) {
            tell(vm, ask, "backup_restored", "Backup restored", "done");
        }
        RestoreAsk.end(vm);
    }
}
