package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.vm.Notifier;
import dev.vmlifecycle.vm.VmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what was committed for delivery: at least once, never before its commit. */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 100;

    private final EngineStore store;
    private final Notifier notifier;

    /**
     * Makes the outbox.
     *
     * @param store where the entries wait
     * @param notifier who delivers them
     */
    public Outbox(EngineStore store, Notifier notifier) {
        this.store = store;
        this.notifier = notifier;
    }

    /** Tries each waiting entry once; one that fails stays for the next time and holds up no other. */
    public void deliver() {
        for (OutboxEntry entry : store.outbox(BATCH)) {
            store.outboxResult(entry.notification().id(), delivered(entry));
        }
    }

    private boolean delivered(OutboxEntry entry) {
        try {
            notifier.deliver(VmKey.of(entry.key()), entry.notification());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.warn(
                    "notification {} not delivered, attempt {}: {}",
                    entry.notification().id(),
                    entry.attempts() + 1,
                    e.toString());
            return false;
        }
    }
}
