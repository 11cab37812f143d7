package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells listeners of a run as its commits are through. */
final class RunTeller {

    private final Listeners listeners;
    private final Pipelines<?> pipelines;

    RunTeller(Listeners listeners, Pipelines<?> pipelines) {
        this.listeners = listeners;
        this.pipelines = pipelines;
    }

    /** After a commit; {@code before} is the row it changed. */
    void committed(Claim claim, Instance before, StepCommit commit, Instant now) {
        commit.run().ifPresent(write -> recorded(claim, before, write));
        commit.events()
                .forEach(event ->
                        listeners.tell(new EngineEvent.DurableAppended(before.key(), event.type(), event.text())));
        if (!claim.isHeld()) {
            RunStatus status = commit.run().map(RunWrite::status).orElse(RunStatus.WAITING);
            close(claim, before, status, commit.run().flatMap(RunWrite::error), now);
        }
    }

    /** The claim ends, or another pipeline begins, without a verdict on the run. */
    void broken(Claim claim, Instance row, Instant now) {
        close(claim, row, RunStatus.WAITING, Optional.empty(), now);
    }

    /**
     * A step is about to run. When it was never tried before, its outcome cannot be folded into an earlier run, so the run is
     * told of now, in front of the step's live progress.
     */
    void beginning(Claim claim, Instant now) {
        Instance row = claim.instance();
        boolean first = row.tries().waits() == 0 && row.tries().failures() == 0 && !RunLines.mayFold(row);
        if (!claim.run().open() && first) {
            claim.run(claim.run().announced(now));
            opened(claim, row, pipelines.title(row.pointer().pipeline()), now);
        }
    }

    private void recorded(Claim claim, Instance before, RunWrite write) {
        boolean told = claim.run().open();
        claim.run(claim.run().recorded(write));
        String key = before.key();
        String title = pipelines.title(write.pipeline());
        if (write.mode() == RunWrite.Mode.OPEN && !told) {
            opened(claim, before, title, write.started());
        }
        listeners.tell(new EngineEvent.StepRecorded(key, title, write.mode(), write.line(), write.number()));
    }

    private void opened(Claim claim, Instance before, String title, Instant at) {
        listeners.tell(new EngineEvent.RunOpened(
                before.key(),
                title,
                listeners.headline(claim.instance()),
                before.pointer().state(),
                at));
    }

    private void close(Claim claim, Instance row, RunStatus status, Optional<String> error, Instant now) {
        RunCursor run = claim.run();
        if (!run.open()) {
            return;
        }
        claim.run(run.closed());
        listeners.tell(new EngineEvent.RunClosed(
                row.key(),
                pipelines.title(row.pointer().pipeline()),
                status,
                claim.instance().pointer().state(),
                error,
                Duration.between(run.started().orElse(now), now)));
    }
}
