package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Words a verdict for the run log, and decides how the line meets it. Pure. */
final class RunLines {

    private static final int KEY_LENGTH = 180;

    private final Claim claim;
    private final Instance row;
    private final Instant now;

    RunLines(Claim claim, Instant now) {
        this.claim = claim;
        this.row = claim.instance();
        this.now = now;
    }

    RunWrite of(String label, Outcome outcome, Next next) {
        String to = next.pointer().state();
        StepLine line = line(label, result(outcome.result()), to, text(outcome.result()), outcome.details());
        Optional<String> error = outcome.result() instanceof StepResult.Waiting
                ? Optional.empty()
                : next.error().map(StepError::toString);
        return write(next.status(), error, foldKey(outcome.result()), line);
    }

    /** Whether the newest run ended where this row stands, so that a like outcome is counted there. */
    static boolean mayFold(Instance row) {
        String place = "|" + row.pointer().pipeline() + "|" + row.pointer().state() + "|";
        return row.log().foldKey().filter(key -> key.contains(place)).isPresent();
    }

    RunWrite hold(String reason) {
        String state = row.pointer().state();
        StepLine line = line("Hold", "error", state, reason, List.of());
        return write(RunStatus.ERROR, Optional.of(reason), Optional.of(key("H", reason)), line);
    }

    private RunWrite write(RunStatus status, Optional<String> error, Optional<String> foldKey, StepLine line) {
        RunCursor run = claim.run();
        RunWrite.Mode mode = mode(run, foldKey);
        long number = run.number() > 0 ? run.number() : row.log().lastRun() + (mode == RunWrite.Mode.OPEN ? 1 : 0);
        Instant started = run.started().orElse(now);
        return new RunWrite(mode, number, row.pointer().pipeline(), started, status, error, foldKey, line);
    }

    private RunWrite.Mode mode(RunCursor run, Optional<String> foldKey) {
        if (run.number() > 0) {
            return RunWrite.Mode.APPEND;
        }
        boolean alike = foldKey.isPresent() && foldKey.equals(row.log().foldKey());
        return alike && !run.own() && row.log().lastRun() > 0 ? RunWrite.Mode.FOLD : RunWrite.Mode.OPEN;
    }

    private StepLine line(String label, String result, String to, String text, List<String> details) {
        Duration took = Duration.between(row.tries().since(), now);
        return new StepLine(
                row.pointer().state(), label, result, to, text, took.isNegative() ? Duration.ZERO : took, now, details);
    }

    private static String result(StepResult result) {
        if (result instanceof StepResult.Skipped skipped) {
            return "skip (" + skipped.reason() + ")";
        }
        if (result instanceof StepResult.Waiting) {
            return "waiting";
        }
        return result instanceof StepResult.Done ? "success" : "error";
    }

    private static String text(StepResult result) {
        if (result instanceof StepResult.Done done) {
            return done.detail();
        }
        if (result instanceof StepResult.Waiting waiting) {
            return waiting.text();
        }
        return error(result).map(StepError::message).orElse("");
    }

    private Optional<String> foldKey(StepResult result) {
        if (result instanceof StepResult.Waiting waiting) {
            return Optional.of(key("W", waiting.identity()));
        }
        return result instanceof StepResult.Failed failed
                ? Optional.of(
                        key("F", failed.error().kind() + "|" + failed.error().message()))
                : Optional.empty();
    }

    /** Long texts are cut, with a hash of the whole behind. */
    private String key(String sort, String identity) {
        String key = sort + "|" + row.pointer().pipeline() + "|" + row.pointer().state() + "|" + identity;
        return key.length() <= KEY_LENGTH
                ? key
                : key.substring(0, KEY_LENGTH - 9) + "#" + Integer.toHexString(key.hashCode());
    }

    private static Optional<StepError> error(StepResult result) {
        if (result instanceof StepResult.Failed failed) {
            return Optional.of(failed.error());
        }
        return result instanceof StepResult.Halted halted ? Optional.of(halted.error()) : Optional.empty();
    }
}
