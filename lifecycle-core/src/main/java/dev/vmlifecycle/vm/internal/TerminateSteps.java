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
        if (vm.vm().ending().flatMap(VmRecord.Ending::failingSince).isPresent()) {
            vm.vm(vm.vm().withEnding(ending(vm, Optional.empty())));
        }
        return result;
    }

    /** The window counts from the first failure of a series, so that hours without a tick do not use it up. */
    private static StepResult judge(VmRun vm, StepError error) {
        Instant now = vm.step().now();
        Instant since = vm.vm().ending().flatMap(VmRecord.Ending::failingSince).orElse(now);
        boolean over = Duration.between(since, now).compareTo(vm.settings().giveUp()) >= 0;
        if (PERMANENT.contains(error.kind()) || over) {
            return halt(vm, error);
        }
        vm.vm(vm.vm().withEnding(ending(vm, Optional.of(since))));
        return new StepResult.Failed(error, Optional.empty());
    }

    private static Optional<VmRecord.Ending> ending(VmRun vm, Optional<Instant> failingSince) {
        Instant asked =
                vm.vm().ending().map(VmRecord.Ending::asked).orElse(vm.step().since());
        return Optional.of(new VmRecord.Ending(asked, failingSince));
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
        Instant asked =
                vm.vm().ending().map(VmRecord.Ending::asked).orElse(vm.step().since());
        double seconds = Duration.between(asked, vm.step().now()).toMillis() / 1000.0;
        say(vm, String.format(Locale.ROOT, "done (%.2fs) result=success", seconds));
        return StepResult.done();
    }

    /** Shows a phase at once, in the shape operators know. */
    static void say(VmRun vm, String text) {
        vm.step().progress("[terminate] " + text);
    }
}
