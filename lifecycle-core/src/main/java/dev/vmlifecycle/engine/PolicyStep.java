package dev.vmlifecycle.engine;

import java.util.ArrayList;
import java.util.List;

/** A step with a policy around it. The engine takes the two apart: it runs the body and then asks the policies. */
record PolicyStep<C>(RowPolicy policy, Step<? super C> inner) implements Step<C> {

    @Override
    public StepResult run(C context) throws Exception {
        return inner.run(context);
    }

    static List<RowPolicy> policiesOf(Step<?> step) {
        List<RowPolicy> found = new ArrayList<>();
        Step<?> at = step;
        while (at instanceof PolicyStep<?> wrapped) {
            found.add(wrapped.policy());
            at = wrapped.inner();
        }
        return List.copyOf(found);
    }

    static <C> Step<? super C> bodyOf(Step<? super C> step) {
        Step<? super C> at = step;
        while (at instanceof PolicyStep<? super C> wrapped) {
            at = wrapped.inner();
        }
        return at;
    }
}
