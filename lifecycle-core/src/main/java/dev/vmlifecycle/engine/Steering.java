package dev.vmlifecycle.engine;

import java.util.Optional;

/**
 * An operator's change of where a subject stands and whether it runs, see {@link SubjectStore#steer}.
 *
 * @param pointer where it is to stand; as it is, unless it is sent elsewhere
 * @param pause the pause after it; empty = none
 * @param dropsRequest whether a request that waits is taken back
 * @param forgetsNotes whether the present step's notes are thrown away: what they tell of may still be under way
 */
public record Steering(Instance.Pointer pointer, Optional<Pause> pause, boolean dropsRequest, boolean forgetsNotes) {

    /**
     * A change of the pause alone.
     *
     * @param row the subject as read
     * @param pause the pause after it; empty = none
     * @return the change
     */
    public static Steering pausing(Instance row, Optional<Pause> pause) {
        return new Steering(row.pointer(), pause, false, false);
    }

    /**
     * Whether the subject has to be free for it: a worker's step ends where it began.
     *
     * @param row the subject as it stands
     * @return true when more than the pause and the request changes
     */
    public boolean needsFree(Instance row) {
        boolean runsOne = pause.flatMap(Pause::step).isPresent();
        return forgetsNotes || runsOne || !pointer.equals(row.pointer());
    }
}
