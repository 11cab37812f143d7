package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.engine.RunStatus;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lines for the run log. */
final class RunLines {

    private RunLines() {}

    static RunWrite open(long number, String to, Instant at) {
        return write(RunWrite.Mode.OPEN, number, RunStatus.WAITING, Optional.empty(), line("success", to, at));
    }

    static RunWrite append(long number, String to, Instant at) {
        return write(RunWrite.Mode.APPEND, number, RunStatus.SUCCESS, Optional.empty(), line("success", to, at));
    }

    static RunWrite waiting(RunWrite.Mode mode, long number, Instant at) {
        return write(mode, number, RunStatus.WAITING, Optional.of("W|deploy|clone"), line("waiting", "clone", at));
    }

    private static RunWrite write(
            RunWrite.Mode mode, long number, RunStatus status, Optional<String> foldKey, StepLine line) {
        Instant started = line.at().minusSeconds(2);
        Optional<String> error = status == RunStatus.SUCCESS ? Optional.empty() : Optional.of("not yet");
        return new RunWrite(mode, number, "deploy", started, status, error, foldKey, line);
    }

    private static StepLine line(String result, String to, Instant at) {
        return new StepLine(
                "creation",
                "Allocate \"IP\"",
                result,
                to,
                "",
                Duration.ofMillis(1920),
                at,
                List.of("first · line", "second \"line\", quoted"));
    }
}
