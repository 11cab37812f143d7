package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;

/** What a step collected for its commit. */
record Effects(
        Optional<String> subject,
        List<NewEvent> events,
        List<Notification> notifications,
        List<StoreCommand> commands) {

    static final Effects NONE = new Effects(Optional.empty(), List.of(), List.of(), List.of());

    Effects {
        events = List.copyOf(events);
        notifications = List.copyOf(notifications);
        commands = List.copyOf(commands);
    }
}
