package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import java.util.Optional;

/** A termination that was taken back: the VM was only stopped, so it is started again, if it ran. */
public final class UndoSteps {
    private final PowerSteps power = new PowerSteps();

    /**
     * Starts the VM again, once the stop that was under way has ended.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult start(VmRun vm) {
        Optional<StepResult> settling = OpenIntents.settle(vm);
        if (settling.isPresent()) {
            return settling.get();
        }
        return ran(vm) ? power.start(vm) : StepResult.skip("stays off");
    }

    /**
     * The VM is as it was.
     *
     * @param vm the run
     * @return waiting until it runs
     */
    public StepResult verify(VmRun vm) {
        if (!ran(vm)) {
            finish(vm);
            return StepResult.skip("stays off");
        }
        return PowerSteps.verify(vm, () -> finish(vm));
    }

    private static void finish(VmRun vm) {
        vm.vm(vm.vm().withEnding(Optional.empty()));
        vm.step().event("activity", "termination taken back");
    }

    private static boolean ran(VmRun vm) {
        return vm.vm().ending().flatMap(Ending::ran).orElse(false);
    }
}
