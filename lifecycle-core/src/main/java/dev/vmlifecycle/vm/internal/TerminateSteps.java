package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorClassifier;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Step;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.RetireVmid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The end of a termination: what happens when it fails for good, and what is freed when it succeeded. */
public final class TerminateSteps {
    /** The state in which a failed termination waits for an admin. */
    public static final String ERROR = "error_terminate";

    private static final Set<ErrorKind> PERMANENT =
            Set.of(ErrorKind.CONFIG, ErrorKind.PERMISSION, ErrorKind.FENCED, ErrorKind.BUG);

    /**
     * Ends a step that cannot succeed in {@code error_terminate}: permanent errors at once, transient ones after the give-up
     * window. Nothing is freed then: a VM that may still live keeps its addresses.
     *
     * @param step the step
     * @return the same step, with an end
     */
    public Step<VmRun> orError(Step<VmRun> step) {
        return vm -> {
            try {
                StepResult result = step.run(vm);
                return result instanceof StepResult.Failed failed ? judge(vm, failed.error()) : progress(vm, result);
            } catch (StepFailure e) {
                return judge(vm, e.error());
            } catch (ProxmoxException e) {
                return judge(vm, StepError.of(VmErrors.kind(e), VmErrors.message(e)));
            } catch (LeaseLostException | StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                return judge(vm, ErrorClassifier.bugs().classify(e));
            }
        };
    }

    private static StepResult progress(VmRun vm, StepResult result) {
        Ending ending = ending(vm);
        if (ending.failingSince().isPresent()) {
            save(vm, ending.failing(Optional.empty()));
        }
        return result;
    }

    /** The window counts from the first failure of a series, so that hours without a tick do not use it up. */
    private static StepResult judge(VmRun vm, StepError error) {
        Instant now = vm.step().now();
        Ending ending = ending(vm);
        Instant since = ending.failingSince().orElse(now);
        boolean over = Duration.between(since, now).compareTo(vm.settings().giveUp()) >= 0;
        if (PERMANENT.contains(error.kind()) || over) {
            return halt(vm, error);
        }
        save(vm, ending.failing(Optional.of(since)));
        return new StepResult.Failed(error, Optional.empty());
    }

    static Ending ending(VmRun vm) {
        return vm.vm().ending().orElseGet(() -> Ending.asked(vm.step().since()));
    }

    static void save(VmRun vm, Ending ending) {
        vm.vm(vm.vm().withEnding(Optional.of(ending)));
    }

    /**
     * Lets the grace period pass before anything is taken away that could not be brought back. Its end is written in a commit of its own,
     * which gives the claim back: a request to take the termination back is either met after that commit, before anything is gone, or
     * sees in the row that it comes too late.
     *
     * @param step the first step that takes something away
     * @return the same step, after the grace period
     */
    public Step<VmRun> afterGrace(Step<VmRun> step) {
        return vm -> {
            Ending ending = ending(vm);
            if (!ending.hasGrace()) {
                return step.run(vm);
            }
            Instant now = vm.step().now();
            if (now.isBefore(ending.destroyAt())) {
                return StepResult.waiting(
                        "grace period until " + ending.destroyAt(), Duration.between(now, ending.destroyAt()));
            }
            if (!ending.destroying()) {
                save(vm, ending.overdue());
                return StepResult.waiting("grace period over", Duration.ofMillis(1));
            }
            return BackupSteps.hasBegun(vm) ? step.run(vm) : stoppedAgain(vm, step);
        };
    }

    /** Whoever started the VM during the grace period does not keep it. */
    private static StepResult stoppedAgain(VmRun vm, Step<VmRun> step) throws Exception {
        StepResult stopped = new StopSteps().stop(vm);
        return stopped instanceof StepResult.Waiting ? stopped : step.run(vm);
    }

    private static StepResult halt(VmRun vm, StepError error) {
        String text = "termination FAILED - admin attention required: " + error.message();
        vm.step().event("activity", text);
        vm.step()
                .notify(new Notification(
                        "termination_failed:" + vm.key() + ":" + vm.step().fence(), "termination_failed", text));
        say(vm, text);
        return new StepResult.Halted(ERROR, error);
    }

    /**
     * After proof that the VM is gone: clears the host's record, releases addresses and VMID into quarantine.
     *
     * @param vm the run
     * @return done
     */
    public StepResult cleanUp(VmRun vm) {
        HostCalls.cleared(vm);
        vm.step().commit(new ReleaseAddresses(vm.key(), false, vm.settings().ipQuarantine()));
        vm.step().commit(new RetireVmid(vm.key(), vm.settings().vmidQuarantine()));
        vm.step().commit(new ReleaseNode(vm.key()));
        vm.relocated(vm.vm()
                .withRemote(VmRecord.Remote.none())
                .withPasswordHash(Optional.empty())
                .withChange(Optional.empty())
                .withAssigned(List.of())
                .withOpen(Optional.empty()));
        vm.step().event("activity", "terminated");
        vm.step()
                .notify(new Notification(
                        "terminated:" + vm.key() + ":" + vm.vm().id().deploy(),
                        "terminated",
                        "Terminated: " + vm.vm().id().fqdn()));
        double seconds = Duration.between(ending(vm).asked(), vm.step().now()).toMillis() / 1000.0;
        say(vm, String.format(Locale.ROOT, "done (%.2fs) result=success", seconds));
        return StepResult.done();
    }

    /** Shows a phase at once, in the shape operators know. */
    static void say(VmRun vm, String text) {
        vm.step().progress("[terminate] " + text);
    }
}
