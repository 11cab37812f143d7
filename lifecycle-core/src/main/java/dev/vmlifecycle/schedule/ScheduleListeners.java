package dev.vmlifecycle.schedule;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, each kept from harming the others. */
record ScheduleListeners(List<ScheduleListener> all) {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleListeners.class);

    void tell(ScheduleEvent event) {
        for (ScheduleListener listener : all) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }
}
