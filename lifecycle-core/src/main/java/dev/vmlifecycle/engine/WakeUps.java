package dev.vmlifecycle.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The loops of this process that look at the store when something may run. Thread-safe. */
final class WakeUps {
    private final List<Crew<?>> crews = new CopyOnWriteArrayList<>();

    void add(Crew<?> crew) {
        crews.add(crew);
    }

    void remove(Crew<?> crew) {
        crews.remove(crew);
    }

    void all() {
        crews.forEach(Crew::nudge);
    }
}
