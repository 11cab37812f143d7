package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's word that a subject is to stand still. It takes hold at the next step boundary, or at once when nobody works on the
 * subject; from then on nothing runs, and requests wait, until it is taken back.
 *
 * @param by who, and why
 * @param at when
 * @param step the state whose step may still run, once; empty when none may
 */
public record Pause(String by, Instant at, Optional<String> step) {

    /**
     * Whether it holds for a subject that stands here: a step that may still run has ended once the subject stands elsewhere, or has
     * failed.
     *
     * @param pointer where the subject stands
     * @param tries the counters of its step
     * @return false while the one step may run
     */
    public boolean holds(Instance.Pointer pointer, Instance.Tries tries) {
        return step.filter(state -> state.equals(pointer.state()) && tries.failures() == 0)
                .isEmpty();
    }

    /**
     * In words, as the subject's hold.
     *
     * @return for example {@code paused by admin:jane (disk is being replaced)}
     */
    public String text() {
        return "paused by " + by;
    }
}
