package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StoreCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A commit under construction: unless told otherwise it changes nothing, comes to rest and gives the lease back. */
final class CommitDraft {
    private long number;
    private Pointer pointer;
    private Tries tries;
    private boolean restart;
    private Optional<Duration> dueIn = Optional.empty();
    private Optional<String> checkpoint;
    private Optional<String> subject = Optional.empty();
    private Optional<StepError> lastError = Optional.empty();
    private Optional<String> hold = Optional.empty();
    private boolean needsAttention;
    private Optional<Long> consumes = Optional.empty();
    private Duration leaseFor = Duration.ZERO;
    private Optional<RunWrite> run = Optional.empty();
    private List<NewEvent> events = List.of();
    private List<Notification> notifications = List.of();
    private List<StoreCommand> commands = List.of();

    private CommitDraft(Instance row) {
        this.number = row.log().lastCommit() + 1;
        this.pointer = row.pointer();
        this.tries = row.tries();
        this.checkpoint = row.checkpoint();
    }

    static CommitDraft of(Instance row) {
        return new CommitDraft(row);
    }

    CommitDraft number(long value) {
        number = value;
        return this;
    }

    CommitDraft to(String state) {
        pointer = new Pointer(pointer.pipeline(), state, pointer.definitionVersion());
        return this;
    }

    CommitDraft pipeline(String pipeline, String state, int version) {
        pointer = new Pointer(pipeline, state, version);
        return this;
    }

    CommitDraft tries(int attempt, int waits, int failures) {
        tries = new Tries(attempt, waits, failures, tries.since());
        return this;
    }

    CommitDraft restart() {
        restart = true;
        return this;
    }

    CommitDraft dueIn(Duration in) {
        dueIn = Optional.of(in);
        return this;
    }

    CommitDraft checkpoint(Optional<String> text) {
        checkpoint = text;
        return this;
    }

    CommitDraft subject(String document) {
        subject = Optional.of(document);
        return this;
    }

    CommitDraft error(StepError error) {
        lastError = Optional.of(error);
        return this;
    }

    CommitDraft hold(String reason) {
        hold = Optional.of(reason);
        return this;
    }

    CommitDraft needsAttention() {
        needsAttention = true;
        return this;
    }

    CommitDraft consumes(long requestId) {
        consumes = Optional.of(requestId);
        return this;
    }

    CommitDraft leaseFor(Duration span) {
        leaseFor = span;
        return this;
    }

    CommitDraft run(RunWrite write) {
        run = Optional.of(write);
        return this;
    }

    CommitDraft events(NewEvent... added) {
        events = List.of(added);
        return this;
    }

    CommitDraft notifications(Notification... added) {
        notifications = List.of(added);
        return this;
    }

    CommitDraft commands(StoreCommand... added) {
        commands = List.of(added);
        return this;
    }

    StepCommit build() {
        return new StepCommit(
                number,
                pointer,
                tries,
                restart,
                dueIn,
                checkpoint,
                subject,
                lastError,
                hold,
                needsAttention,
                consumes,
                leaseFor,
                run,
                events,
                notifications,
                commands);
    }
}
