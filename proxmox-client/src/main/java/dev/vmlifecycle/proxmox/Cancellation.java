package dev.vmlifecycle.proxmox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A switch that ends calls under way, thrown once and never reset.
 *
 * <p>Thread-safe. {@link #cancel()} runs the registered actions on its own thread, each at most once.
 */
public final class Cancellation {

    /** An action waiting for the switch; closing it takes the action off the list. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    /** Creates a switch that is not thrown. */
    public Cancellation() {}

    /** Throws the switch; calls under way fail soon, later ones at once. */
    public void cancel() {
        List<Entry> toRun;
        synchronized (entries) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear();
        }
        toRun.forEach(entry -> entry.action.run());
    }

    /** {@return whether the switch was thrown} */
    public boolean isCancelled() {
        synchronized (entries) {
            return cancelled;
        }
    }

    /**
     * Registers an action; runs it at once when the switch is thrown already.
     *
     * @param action must be quick and must not throw
     * @return the registration, to be closed when the action is no longer wanted
     */
    public Registration onCancel(Runnable action) {
        Entry entry = new Entry(action);
        synchronized (entries) {
            if (!cancelled) {
                entries.add(entry);
                return entry;
            }
        }
        action.run();
        return () -> {};
    }

    // a class of its own, so that the same action may be registered twice
    private final class Entry implements Registration {
        private final Runnable action;

        private Entry(Runnable action) {
            this.action = action;
        }

        @Override
        public void close() {
            synchronized (entries) {
                entries.remove(this);
            }
        }
    }
}
