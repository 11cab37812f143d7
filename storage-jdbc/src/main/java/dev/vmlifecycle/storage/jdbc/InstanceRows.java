package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Lease;
import dev.vmlifecycle.engine.Instance.LogCursor;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StepError;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The subjects' rows: reading, adding, and replacing one that was read before. */
final class InstanceRows {
    /** Every fenced write carries this condition with {@link Fence#key}, {@link Fence#epoch}, {@link Fence#owner}. */
    static final String FENCED = " WHERE skey = ? AND epoch = ? AND owner = ?";

    private static final String SELECT = "SELECT * FROM ${prefix}instance";

    private InstanceRows() {}

    static Optional<Instance> find(Tx tx, String key) throws SQLException {
        return tx.first(SELECT + " WHERE skey = ?", InstanceRows::instance, key);
    }

    static List<Instance> list(Tx tx, String afterKey, int limit) throws SQLException {
        return tx.list(
                SELECT + " WHERE skey > ? ORDER BY skey LIMIT ?", InstanceRows::instance, afterKey, Math.max(0, limit));
    }

    /** Reads a row for a change and keeps others from changing it meanwhile. */
    static Optional<Stored> lock(Tx tx, String key) throws SQLException {
        return tx.first(SELECT + " WHERE skey = ?" + tx.dialect().lockSuffix(), InstanceRows::stored, key);
    }

    /** As {@link #lock}, but a row that another transaction has is not there, where the database can tell. */
    static Optional<Stored> lockIfFree(Tx tx, String key) throws SQLException {
        return tx.first(SELECT + " WHERE skey = ?" + tx.dialect().lockIfFreeSuffix(), InstanceRows::stored, key);
    }

    static void insert(Tx tx, NewInstance instance) throws SQLException {
        Instant now = tx.now();
        tx.update(
                """
                INSERT INTO ${prefix}instance (skey, pipeline, state, definition_version, attempt, waits, failures,
                  since_at, epoch, due_at, subject_doc, needs_attention, request_seq, last_run, last_event, last_commit,
                  row_version,
                  created_at, updated_at)
                VALUES (?, ?, ?, ?, 0, 0, 0, ?, 0, ?, ?, 0, 0, 0, ?, 0, 1, ?, ?)""",
                instance.key(),
                instance.pipeline(),
                instance.state(),
                instance.definitionVersion(),
                now,
                tx.in(instance.dueIn()),
                instance.subject(),
                instance.events().size(),
                now,
                now);
    }

    /**
     * Replaces a row as it was read by {@code lock}. The version and the epoch in the condition guard databases that do not
     * lock on SELECT: there the transaction is run again, and a lost claim shows at its beginning.
     */
    static void save(Tx tx, Stored before, Instance after, long requestSeq) throws SQLException {
        Optional<Request> request = after.request();
        int changed = tx.update(
                """
                UPDATE ${prefix}instance SET pipeline = ?, state = ?, definition_version = ?, attempt = ?, waits = ?,
                  failures = ?, since_at = ?, owner = ?, lease_until = ?, due_at = ?, checkpoint_doc = ?,
                  subject_doc = ?, error_kind = ?, error_text = ?, hold_reason = ?, needs_attention = ?, request_id = ?,
                  request_pipeline = ?, request_preempts = ?, request_payload = ?, request_by = ?, request_at = ?,
                  request_seq = ?, last_run = ?, fold_key = ?, last_event = ?, last_commit = ?,
                  row_version = row_version + 1,
                  updated_at = ?
                WHERE skey = ? AND epoch = ? AND row_version = ?""",
                after.pointer().pipeline(),
                after.pointer().state(),
                after.pointer().definitionVersion(),
                after.tries().attempt(),
                after.tries().waits(),
                after.tries().failures(),
                after.tries().since(),
                after.lease().owner(),
                after.lease().until(),
                after.dueAt(),
                after.checkpoint(),
                after.subject(),
                after.lastError().map(StepError::kind),
                after.lastError().map(StepError::message),
                after.hold(),
                after.needsAttention(),
                request.map(Request::id),
                request.map(Request::pipeline),
                request.map(Request::preempts),
                request.map(Request::payload),
                request.map(Request::by),
                request.map(Request::at),
                requestSeq,
                after.log().lastRun(),
                after.log().foldKey(),
                after.log().lastEvent(),
                after.log().lastCommit(),
                tx.now(),
                after.key(),
                before.instance().lease().epoch(),
                before.version());
        if (changed == 0) {
            throw new SQLTransactionRollbackException("row " + after.key() + " changed meanwhile", "40001");
        }
    }

    /** Moves the number of the last event on. */
    static void told(Tx tx, Stored before, long lastEvent) throws SQLException {
        String key = before.instance().key();
        int changed = tx.update(
                "UPDATE ${prefix}instance SET last_event = ?, row_version = row_version + 1, updated_at = ?"
                        + " WHERE skey = ? AND row_version = ?",
                lastEvent,
                tx.now(),
                key,
                before.version());
        if (changed == 0) {
            throw new SQLTransactionRollbackException("row " + key + " changed meanwhile", "40001");
        }
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(instance(row), row.number("request_seq"), row.number("row_version"));
    }

    static Instance instance(Row row) throws SQLException {
        return new Instance(
                row.text("skey"),
                new Pointer(row.text("pipeline"), row.text("state"), row.integer("definition_version")),
                new Tries(
                        row.integer("attempt"), row.integer("waits"), row.integer("failures"), row.instant("since_at")),
                new Lease(row.number("epoch"), row.optionalText("owner"), row.optionalInstant("lease_until")),
                row.optionalInstant("due_at"),
                row.optionalText("checkpoint_doc"),
                row.text("subject_doc"),
                error(row),
                row.optionalText("hold_reason"),
                row.flag("needs_attention"),
                request(row),
                Steerings.pause(row),
                new LogCursor(
                        row.number("last_run"),
                        row.optionalText("fold_key"),
                        row.number("last_event"),
                        row.number("last_commit")));
    }

    private static Optional<StepError> error(Row row) throws SQLException {
        Optional<String> kind = row.optionalText("error_kind");
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepError(ErrorKind.valueOf(kind.get()), row.text("error_text")));
    }

    static Optional<Request> request(Row row) throws SQLException {
        Optional<Long> id = row.optionalNumber("request_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Request(
                        id.get(),
                        row.text("request_pipeline"),
                        row.flag("request_preempts"),
                        row.text("request_payload"),
                        row.text("request_by"),
                        row.instant("request_at")));
    }
}
