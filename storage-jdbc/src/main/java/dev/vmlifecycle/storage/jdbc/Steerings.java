package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Pause;
import dev.vmlifecycle.engine.ReleasePermits;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StepError;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operators change: where a subject stands, and whether it runs. The only writer of the pause. */
final class Steerings {

    private Steerings() {}

    static Optional<Pause> pause(Row row) throws SQLException {
        Optional<String> by = row.optionalText("pause_by");
        return by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pause(by.get(), row.instant("pause_at"), row.optionalText("pause_step")));
    }

    static boolean steer(Tx tx, Instance seen, Steering steering, List<NewEvent> events) throws SQLException {
        Optional<Stored> found = InstanceRows.lock(tx, seen.key())
                .filter(row -> Commits.standsAsIn(row.instance(), seen))
                .filter(row -> row.instance().pause().equals(seen.pause()));
        if (found.isEmpty()) {
            return false;
        }
        Instance before = found.get().instance();
        boolean free = before.lease().owner().isEmpty();
        if (!free && steering.needsFree(before)) {
            return false;
        }
        note(tx, found.get(), steering, events.size());
        if (free) {
            move(tx, before, steering);
        }
        EventLog.append(tx, seen.key(), before.log().lastEvent(), events);
        return true;
    }

    /** What a worker honours at the next step boundary. */
    private static void note(Tx tx, Stored before, Steering steering, int events) throws SQLException {
        Optional<Pause> pause = steering.pause();
        Optional<Request> request = before.instance().request().filter(standing -> !steering.dropsRequest());
        int changed = tx.update(
                """
                UPDATE ${prefix}instance SET pause_by = ?, pause_at = ?, pause_step = ?, request_id = ?,
                  request_pipeline = ?, request_preempts = ?, request_payload = ?, request_by = ?, request_at = ?,
                  last_event = last_event + ?, row_version = row_version + 1, updated_at = ?
                WHERE skey = ? AND epoch = ? AND row_version = ?""",
                pause.map(Pause::by),
                pause.map(Pause::at),
                pause.flatMap(Pause::step),
                request.map(Request::id),
                request.map(Request::pipeline),
                request.map(Request::preempts),
                request.map(Request::payload),
                request.map(Request::by),
                request.map(Request::at),
                events,
                tx.now(),
                before.instance().key(),
                before.instance().lease().epoch(),
                before.version());
        if (changed == 0) {
            throw new SQLTransactionRollbackException("row " + before.instance().key() + " changed meanwhile", "40001");
        }
    }

    /** The row is ours until the transaction ends: {@link #note} has changed it. */
    private static void move(Tx tx, Instance before, Steering steering) throws SQLException {
        boolean moved = !steering.pointer().equals(before.pointer());
        boolean oneStep = steering.pause().flatMap(Pause::step).isPresent();
        boolean stops = steering.pause().isPresent() && !oneStep;
        boolean runs = !stops && (moved || oneStep || before.pause().isPresent());
        Instant now = tx.now();
        Tries tries = moved || oneStep ? new Tries(0, 0, 0, now) : before.tries();
        Optional<StepError> error = before.lastError().filter(standing -> !moved);
        tx.update(
                """
                UPDATE ${prefix}instance SET pipeline = ?, state = ?, definition_version = ?, attempt = ?, waits = ?,
                  failures = ?, since_at = ?, due_at = ?, checkpoint_doc = ?, error_kind = ?, error_text = ?,
                  hold_reason = ?, needs_attention = ? WHERE skey = ?""",
                steering.pointer().pipeline(),
                steering.pointer().state(),
                steering.pointer().definitionVersion(),
                tries.attempt(),
                tries.waits(),
                tries.failures(),
                tries.since(),
                stops ? Optional.empty() : runs ? atOnce(before, now) : before.dueAt(),
                before.checkpoint().filter(notes -> !steering.forgetsNotes()),
                error.map(StepError::kind),
                error.map(StepError::message),
                stops ? steering.pause().map(Pause::text) : before.hold().filter(reason -> !runs),
                !moved && before.needsAttention(),
                before.key());
        if (moved) {
            Permits.release(tx, ReleasePermits.allOf(before.key()));
        }
    }

    private static Optional<Instant> atOnce(Instance before, Instant now) {
        return Optional.of(before.dueAt().filter(due -> due.isBefore(now)).orElse(now));
    }
}
