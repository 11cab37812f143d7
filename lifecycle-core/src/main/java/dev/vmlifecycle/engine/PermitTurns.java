package dev.vmlifecycle.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes who is next when a permit was given back. A wake-up that is lost costs a poll, no more. */
final class PermitTurns {
    private static final Logger LOG = LoggerFactory.getLogger(PermitTurns.class);

    private final EngineStore store;
    private final WakeUps wakeUps;

    PermitTurns(EngineStore store, WakeUps wakeUps) {
        this.store = store;
        this.wakeUps = wakeUps;
    }

    void committed(List<StoreCommand> commands) {
        for (StoreCommand command : commands) {
            if (command instanceof ReleasePermits released) {
                released.name().ifPresent(this::wake);
            }
        }
    }

    private void wake(PermitName name) {
        try {
            store.ask(new NextForPermit(name)).filter(store::retryNow).ifPresent(key -> wakeUps.all());
        } catch (RuntimeException e) {
            LOG.debug("permit {}: who is next was not woken", name, e);
        }
    }
}
