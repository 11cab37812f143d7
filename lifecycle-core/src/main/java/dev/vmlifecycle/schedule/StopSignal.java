package dev.vmlifecycle.schedule;

/** Whether the process wants to end. Thread-safe. */
final class StopSignal {
    private volatile boolean requested;

    void request() {
        synchronized (this) {
            requested = true;
            notifyAll();
        }
    }

    boolean isRequested() {
        return requested;
    }

    void requireOpen() {
        if (requested) {
            throw new IllegalStateException("tasks: stopped (expected: open)");
        }
    }
}
