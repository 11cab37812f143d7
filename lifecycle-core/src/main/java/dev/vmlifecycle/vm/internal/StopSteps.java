package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.vm.store.IsProtected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The first phase of a termination: one graceful request, polls, a forced stop, and then on to the DELETE anyway. No thread
 * waits: each poll is a look of its own.
 */
public final class StopSteps {
    private static final String GRACEFUL = "shutdown";
    private static final String FORCED = "stop";
    /** What the notes say of a VM that did not run, but whose HA manager was asked to leave it so. */
    private static final String WAS_OFF = "off";

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** The graceful request ends this much before the window, so that its lock is free when the forced stop comes. */
    private static final Duration LOCK_MARGIN = Duration.ofSeconds(5);

    /**
     * Stops the VM.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult stop(VmRun vm) {
        Optional<StepResult> settling = OpenIntents.settle(vm);
        if (settling.isPresent()) {
            return settling.get();
        }
        Optional<Vmid> vmid = vm.vm().remote().vmid();
        if (vmid.isEmpty()) {
            return StepResult.skip("no VM");
        }
        Presence presence =
                Presence.of(vm.pve().cluster(), vmid.get(), vm.vm().remote().node());
        if (presence instanceof Presence.Absent) {
            return StepResult.skip("already gone");
        }
        if (presence instanceof Presence.Unknown unknown) {
            throw new StepFailure(
                    ErrorKind.TRANSIENT,
                    "VM " + vmid.get() + ": " + unknown.why() + " (expected: seen or proved absent)");
        }
        requireUnprotected(vm);
        vm.relocated(vm.vm().withNode(((Presence.Present) presence).node()));
        return stopOurs(vm);
    }

    /** Asked at the door too; a mark that came in between the question and the request is met here. */
    private static void requireUnprotected(VmRun vm) {
        if (vm.step().call(new IsProtected(vm.key()))) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "vm " + vm.key() + ": is protected by the host (expected: the mark taken away, then retry)");
        }
    }

    private static StepResult stopOurs(VmRun vm) {
        QemuConfig config;
        try {
            config = vm.qemu().config();
        } catch (NotFoundException e) {
            // Listed a moment ago, gone now: the next look proves it.
            return vm.waiting("VM " + vm.vmid() + " vanishing", "");
        }
        Optional<Intent> noted = vm.intent();
        boolean leftover = RestoreSteps.isLeftover(vm.step().subject(), config);
        if (!leftover && !Ownership.isOurs(vm.vm(), vm.vmid(), config.description())) {
            if (HalfDestroyed.byUs(vm.vm(), config)) {
                return StepResult.skip("half destroyed");
            }
            throw new StepFailure(ErrorKind.FENCED, Ownership.refusal(vm.vm(), vm.vmid(), vm.nodeName()));
        }
        VmStatus status = vm.qemu().status();
        if (noted.isEmpty()) {
            TerminateSteps.say(vm, "starting");
            TerminateSteps.say(vm, "remote status: " + word(status) + ", vmid: " + vm.vmid());
        }
        Ending ending = TerminateSteps.ending(vm);
        if (ending.ran().isEmpty()) {
            boolean ran = noted.map(sent -> !sent.target().equals(WAS_OFF)).orElse(status.isRunning());
            TerminateSteps.save(vm, ending.running(ran));
        }
        if (noted.isEmpty() && status.haManaged()) {
            // also one that is off: only asked like this its manager does not start it again
            return send(vm, status, GRACEFUL, vm.step().now());
        }
        if (!status.isRunning()) {
            return noted.map(sent -> stopped(vm, sent)).orElseGet(() -> StepResult.skip("already stopped"));
        }
        if (noted.isEmpty()) {
            return send(vm, status, status.isUp() ? GRACEFUL : FORCED, vm.step().now());
        }
        return follow(vm, noted.get(), status);
    }

    private static StepResult stopped(VmRun vm, Intent sent) {
        String text = "stopped after ~" + Texts.seconds(since(vm, sent));
        TerminateSteps.say(vm, text);
        return StepResult.done(text);
    }

    /** Sends a request; the window of its kind counts from {@code since}, however often it is sent again. */
    private static StepResult send(VmRun vm, VmStatus status, String how, Instant since) {
        Optional<Intent> before = vm.intent();
        Intent intent = Intent.of(how, status.isRunning() ? "" : WAS_OFF, since, Optional.empty());
        vm.save(intent);
        try {
            request(vm, how, status.haManaged()).upid().ifPresent(upid -> vm.save(intent.with(upid)));
        } catch (ProxmoxException e) {
            if (!e.mayHaveHappened()) {
                before.ifPresentOrElse(vm::save, vm.step()::clearCheckpoint);
            }
            throw e;
        }
        TerminateSteps.say(vm, how.equals(GRACEFUL) ? "stop request sent" : "force stop request sent");
        return vm.waiting("VM " + vm.vmid() + " stopping", "");
    }

    private static ProxmoxTask request(VmRun vm, String how, boolean managed) {
        // overrule-shutdown came with 8.x; before it, an unknown parameter is refused, and HA refuses it always
        return how.equals(GRACEFUL)
                ? vm.qemu().shutdown(vm.settings().stopWindow().minus(LOCK_MARGIN), false)
                : vm.qemu().stop(!managed && vm.pve().version().isAtLeast(8, 0));
    }

    private static StepResult follow(VmRun vm, Intent sent, VmStatus status) {
        Optional<TaskStatus> task = sent.upid().map(upid -> vm.pve().task(upid).status());
        Optional<String> failure = task.flatMap(TaskStatus::outcome)
                .filter(TaskOutcome.Failed.class::isInstance)
                .map(outcome -> ((TaskOutcome.Failed) outcome).text());
        if (failure.isPresent() && status.lock().isPresent()) {
            return LockBreaker.free(vm, status.lock().get());
        }
        boolean forced = sent.op().equals(FORCED);
        Duration window = forced ? vm.settings().forceWindow() : vm.settings().stopWindow();
        if (since(vm, sent).compareTo(window) < 0 && (failure.isEmpty() || task.isEmpty())) {
            heartbeat(vm, sent, window, status);
            return vm.waiting(
                    "VM " + vm.vmid() + " stopping", Texts.seconds(since(vm, sent)) + " / " + Texts.seconds(window));
        }
        if (!forced) {
            return send(vm, status, FORCED, vm.step().now());
        }
        if (failure.isPresent() && since(vm, sent).compareTo(window) < 0) {
            return send(vm, status, FORCED, sent.since());
        }
        vm.step().event("stop_failed", "VM " + vm.vmid() + " still runs after a forced stop, going on to DELETE");
        return StepResult.done("still running, going on");
    }

    private static void heartbeat(VmRun vm, Intent sent, Duration window, VmStatus status) {
        long beats = since(vm, sent).toSeconds() / HEARTBEAT.toSeconds();
        long before = Math.max(
                        0,
                        since(vm, sent)
                                .minus(vm.settings().poll(vm.step().waits()))
                                .toSeconds())
                / HEARTBEAT.toSeconds();
        if (beats > before) {
            TerminateSteps.say(
                    vm,
                    "still running, waited " + Texts.seconds(since(vm, sent)) + " / " + Texts.seconds(window)
                            + ", status: " + word(status));
        }
    }

    private static Duration since(VmRun vm, Intent sent) {
        Instant now = vm.step().now();
        return Duration.between(sent.since(), now);
    }

    private static String word(VmStatus status) {
        return status.isRunning() ? status.qmpStatus().orElse("running") : "stopped";
    }

    /** The task a UPID names, for tests of what is aborted. */
    static boolean isBackup(Upid upid) {
        return upid.type().equals("vzdump")
                || upid.type().startsWith("qmsnapshot")
                || upid.type().equals("qmdelsnapshot");
    }
}
