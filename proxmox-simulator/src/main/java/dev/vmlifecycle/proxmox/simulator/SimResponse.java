package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the simulated cluster answers.
 *
 * @param outcome whether there is an answer at all
 * @param status HTTP status, 0 when the connection was dropped
 * @param reason reason phrase, the first line of the error text
 * @param contentType empty when the body has none
 * @param body UTF-8 text, possibly empty
 * @param took how long the real server would have been busy: zero, or the wait for a lock; nothing sleeps here
 */
public record SimResponse(Outcome outcome, int status, String reason, String contentType, String body, Duration took) {

    /** What became of the connection. */
    public enum Outcome {
        /** The answer arrives. */
        ANSWERED,
        /** The connection closes before the request had an effect. */
        DROPPED_BEFORE,
        /** The connection closes after the request had its effect. */
        DROPPED_AFTER,
        /** Nothing ever comes back, and the request had no effect. */
        SILENT_BEFORE,
        /** Nothing ever comes back although the request had its effect. */
        SILENT_AFTER
    }

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    static final String JSON = "application/json;charset=UTF-8";

    static SimResponse answer(int status, String reason, String contentType, String body) {
        // Texts quote what was sent: no line end of a caller's may end our head.
        String line = CONTROL.matcher(reason).replaceAll(" ");
        return new SimResponse(Outcome.ANSWERED, status, line, contentType, body, Duration.ZERO);
    }

    static SimResponse dropped(Outcome outcome) {
        return new SimResponse(outcome, 0, "", "", "", Duration.ZERO);
    }

    SimResponse after(Duration wait) {
        return new SimResponse(outcome, status, reason, contentType, body, wait);
    }

    /** {@return whether the caller waits in vain} */
    public boolean silent() {
        return outcome == Outcome.SILENT_BEFORE || outcome == Outcome.SILENT_AFTER;
    }

    /** {@return whether no answer arrives} */
    public boolean dropped() {
        return outcome != Outcome.ANSWERED;
    }
}
