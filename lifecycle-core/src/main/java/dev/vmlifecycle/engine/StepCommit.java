package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that one step changes, applied by the store in one transaction under the fence: state, history, events,
 * notifications, subject tables, the announcement of the next step, and the lease.
 *
 * @param number the row's last commit plus one; a commit that has the row's last number already was applied, and is answered
 *     without being applied again
 * @param pointer the new pointer
 * @param tries the counters after it; {@code since} is ignored unless {@code restart}
 * @param restart true: {@code since} becomes the store's now (a new step is announced)
 * @param dueIn when to look again, counted from the store's now; empty = at rest. While a request stands that can start, and no
 *     pause, the store makes it zero. Zero with the lease kept leaves a row that is due where it is in the queue
 * @param checkpoint the checkpoint after it; empty = none
 * @param subject the new document; empty = unchanged
 * @param lastError the error after it; empty = none
 * @param hold the hold after it; empty = none
 * @param needsAttention the flag after it
 * @param consumes the id of the request that this commit applied and clears, unless it was replaced meanwhile
 * @param leaseFor how long the lease lasts from now; zero = it is given back
 * @param run the line for the run log; empty when there is nothing to tell
 * @param events durable events
 * @param notifications rows for the outbox; an id that is there already is left alone
 * @param commands subject tables
 */
public record StepCommit(
        long number,
        Instance.Pointer pointer,
        Instance.Tries tries,
        boolean restart,
        Optional<Duration> dueIn,
        Optional<String> checkpoint,
        Optional<String> subject,
        Optional<StepError> lastError,
        Optional<String> hold,
        boolean needsAttention,
        Optional<Long> consumes,
        Duration leaseFor,
        Optional<RunWrite> run,
        List<NewEvent> events,
        List<Notification> notifications,
        List<StoreCommand> commands) {

    /**
     * Copies the lists.
     *
     * @param number the row's last commit plus one; a commit that has the row's last number already was applied, and is
     *     answered without being applied again
     * @param pointer the new pointer
     * @param tries the counters after it; {@code since} is ignored unless {@code restart}
     * @param restart true: {@code since} becomes the store's now (a new step is announced)
     * @param dueIn when to look again, counted from the store's now; empty = at rest. While a request stands that can start,
     *     the store makes it zero. Zero with the lease kept leaves a row that is due where it is in the queue
     * @param checkpoint the checkpoint after it; empty = none
     * @param subject the new document; empty = unchanged
     * @param lastError the error after it; empty = none
     * @param hold the hold after it; empty = none
     * @param needsAttention the flag after it
     * @param consumes the id of the request that this commit applied and clears, unless it was replaced meanwhile
     * @param leaseFor how long the lease lasts from now; zero = it is given back
     * @param run the line for the run log; empty when there is nothing to tell
     * @param events durable events
     * @param notifications rows for the outbox; an id that is there already is left alone
     * @param commands subject tables
     */
    public StepCommit {
        events = List.copyOf(events);
        notifications = List.copyOf(notifications);
        commands = List.copyOf(commands);
    }
}
