package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt at a step. A closed set; build it with the static methods here. */
public sealed interface StepResult {

    /**
     * The step is done; the pointer advances.
     *
     * @param detail what was done, possibly empty
     */
    record Done(String detail) implements StepResult {}

    /**
     * There was nothing to do; the pointer advances all the same.
     *
     * @param reason shown as {@code skip (reason)}
     */
    record Skipped(String reason) implements StepResult {}

    /**
     * Something outside is still going on. No failure; holds no thread and no connection meanwhile.
     *
     * @param on what is waited for; text in front of the first {@code |} identifies the wait, what follows may change
     *     from poll to poll (elapsed time, percent) without opening a new run
     * @param pollAfter how long to wait before looking again
     */
    record Waiting(String on, Duration pollAfter) implements StepResult {

        /**
         * The wait as shown to people.
         *
         * @return the text without the separator
         */
        public String text() {
            return on.replace("|", "");
        }

        /**
         * The part that tells this wait from another.
         *
         * @return the text in front of the separator
         */
        public String identity() {
            int bar = on.indexOf('|');
            return bar < 0 ? on : on.substring(0, bar);
        }
    }

    /**
     * The step failed and will be tried again, paced by the engine.
     *
     * @param error why
     * @param returnTo a state to go back to first, so that an earlier step is issued again
     */
    record Failed(StepError error, Optional<String> returnTo) implements StepResult {}

    /**
     * The pipeline ends in a state that needs a human.
     *
     * @param state that state, for example {@code error_terminate}
     * @param error why
     */
    record Halted(String state, StepError error) implements StepResult {}

    /**
     * The step is done.
     *
     * @return done, without detail
     */
    static StepResult done() {
        return new Done("");
    }

    /**
     * The step is done.
     *
     * @param detail what was done
     * @return done
     */
    static StepResult done(String detail) {
        return new Done(detail);
    }

    /**
     * Nothing to do.
     *
     * @param reason shown as {@code skip (reason)}
     * @return skipped
     */
    static StepResult skip(String reason) {
        return new Skipped(reason);
    }

    /**
     * Something outside is still going on.
     *
     * @param on what is waited for, see {@link Waiting}
     * @param pollAfter how long to wait before looking again
     * @return waiting
     */
    static StepResult waiting(String on, Duration pollAfter) {
        return new Waiting(on, pollAfter);
    }

    /**
     * The step failed and will be tried again.
     *
     * @param kind the sort of trouble
     * @param message what was met, what was expected
     * @return failed
     */
    static StepResult failed(ErrorKind kind, String message) {
        return new Failed(StepError.of(kind, message), Optional.empty());
    }

    /**
     * The pipeline ends in a state that needs a human.
     *
     * @param state that state
     * @param kind the sort of trouble
     * @param message why
     * @return halted
     */
    static StepResult halted(String state, ErrorKind kind, String message) {
        return new Halted(state, StepError.of(kind, message));
    }
}
