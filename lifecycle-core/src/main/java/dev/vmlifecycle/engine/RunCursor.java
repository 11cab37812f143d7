package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a claim stands in the run log.
 *
 * @param started when its first step began; empty before
 * @param number the run's number once it is opened or folded into, 0 before
 * @param open whether listeners were told of it and await its end
 * @param own true when it must not be folded into the run before, because a request began it
 */
record RunCursor(Optional<Instant> started, long number, boolean open, boolean own) {

    static RunCursor none(boolean own) {
        return new RunCursor(Optional.empty(), 0, false, own);
    }

    RunCursor begun(Instant at) {
        return started.isPresent() ? this : new RunCursor(Optional.of(at), number, open, own);
    }

    RunCursor recorded(RunWrite write) {
        boolean told = open || write.mode() == RunWrite.Mode.OPEN;
        return new RunCursor(Optional.of(write.started()), write.number(), told, own);
    }

    /** Listeners were told of it before its first line. */
    RunCursor announced(Instant at) {
        return new RunCursor(Optional.of(started.orElse(at)), number, true, own);
    }

    RunCursor closed() {
        return new RunCursor(started, number, false, own);
    }
}
