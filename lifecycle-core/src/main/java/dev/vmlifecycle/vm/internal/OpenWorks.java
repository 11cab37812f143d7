package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Step;
import dev.vmlifecycle.engine.StepResult;
import java.util.Optional;

/** Steps that an operator may set a VM down before: what was under way elsewhere is settled first. */
public final class OpenWorks {
    private OpenWorks() {}

    /**
     * Settles first.
     *
     * @param step the step
     * @return the same step, waiting while an interrupted one may still take effect
     */
    public static Step<VmRun> settled(Step<VmRun> step) {
        return vm -> {
            if (vm.vm().open().isEmpty()) {
                return step.run(vm);
            }
            Optional<StepResult> settling = OpenIntents.settle(vm);
            return settling.isPresent() ? settling.get() : step.run(vm);
        };
    }
}
