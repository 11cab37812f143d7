package dev.vmlifecycle.engine;

import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listeners, each on its own: what one throws neither stops the engine nor the next one. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<EngineListener> all;
    private final Function<Instance, String> headline;

    Listeners(List<EngineListener> all, Function<Instance, String> headline) {
        this.all = List.copyOf(all);
        this.headline = headline;
    }

    void tell(EngineEvent event) {
        for (EngineListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                    throw e;
                }
                LOG.error("listener {} failed on {}", listener.getClass().getName(), event.key(), e);
            }
        }
    }

    String headline(Instance instance) {
        try {
            return headline.apply(instance);
        } catch (RuntimeException e) {
            LOG.error("headline of {} failed", instance.key(), e);
            return instance.key();
        }
    }
}
