package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns what a step answered into what the engine records. Pure: the same answer and counters give the same verdict. */
sealed interface RowPolicy {

    /** In words, for the printed table. */
    String describe();

    /** The verdict on one answer; {@code tries} are the counters before it. */
    StepResult judge(StepResult answer, Instance.Tries tries, Instant now);

    /** A failure is success with a note. */
    record BestEffort() implements RowPolicy {
        @Override
        public String describe() {
            return "best effort";
        }

        @Override
        public StepResult judge(StepResult answer, Instance.Tries tries, Instant now) {
            return answer instanceof StepResult.Failed failed
                    ? StepResult.done("best effort: " + failed.error())
                    : answer;
        }
    }

    /** So many waits, then a failure that goes back. */
    record WithinTicks(int checks, String returnTo) implements RowPolicy {
        @Override
        public String describe() {
            return "within " + checks + " checks, then back to " + returnTo;
        }

        @Override
        public StepResult judge(StepResult answer, Instance.Tries tries, Instant now) {
            if (!(answer instanceof StepResult.Waiting waiting) || tries.waits() + 1 < checks) {
                return answer;
            }
            StepError error = StepError.of(ErrorKind.TRANSIENT, waiting.text() + " after " + checks + " checks");
            return new StepResult.Failed(error, Optional.of(returnTo));
        }
    }

    /** So long for one attempt. Judges nothing: the attempt is cut off by the timer and fails. */
    record Within(Duration time) implements RowPolicy {
        @Override
        public String describe() {
            return "within " + TextFormat.span(time) + " an attempt";
        }

        @Override
        public StepResult judge(StepResult answer, Instance.Tries tries, Instant now) {
            return answer;
        }
    }

    /** Failing for longer than the window ends the pipeline. */
    record GiveUpAfter(Duration window, String haltState) implements RowPolicy {
        @Override
        public String describe() {
            String when = window.isZero() ? "at once" : "after " + TextFormat.span(window);
            return "give up " + when + ": " + haltState;
        }

        @Override
        public StepResult judge(StepResult answer, Instance.Tries tries, Instant now) {
            boolean over = Duration.between(tries.since(), now).compareTo(window) >= 0;
            return answer instanceof StepResult.Failed failed && (window.isZero() || over)
                    ? new StepResult.Halted(haltState, failed.error())
                    : answer;
        }
    }
}
