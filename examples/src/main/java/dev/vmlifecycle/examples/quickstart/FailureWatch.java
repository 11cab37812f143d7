package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.engine.EngineEvent;
import dev.vmlifecycle.engine.EngineListener;

/** Whether the last step that this process ran failed: a row may still show the error of an earlier one. */
final class FailureWatch implements EngineListener {
    private volatile boolean failed;

    @Override
    public void on(EngineEvent event) {
        if (event instanceof EngineEvent.StepRecorded recorded) {
            failed = recorded.line().result().equals("error");
        }
    }

    boolean sawFailure() {
        return failed;
    }
}
