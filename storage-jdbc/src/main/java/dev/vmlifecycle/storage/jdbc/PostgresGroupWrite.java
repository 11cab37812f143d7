package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepLine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One statement for many commits: rows, runs, lines and events, each table once, and one round trip.
 *
 * <p>It takes what nearly all steps are: a line of a run. Its conditions are those of {@link Commits}; a row that another
 * transaction has locked is passed over, so that a group waits for nobody and cannot be part of a deadlock. {@code due_at}, the one
 * indexed column that a step touches, keeps its value while the lease is kept: the update then needs no index (HOT). A run's row is
 * written only when its status changes, see {@link RunLog}.
 */
final class PostgresGroupWrite implements GroupWrite {
    private static final String COLUMNS = """
            skey, epoch, number, pipeline, state, definition_version, attempt, waits, failures, restart, due_in, checkpoint,
            subject, error_kind, error_text, hold, attention, lease_for, events, run_mode, run_no, run_pipeline, run_started,
            run_status, run_error, fold_key, from_state, label, outcome, to_state, message, took, line_at, details, place""";

    private static final String MOVED = """
            WITH given AS MATERIALIZED (SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY AS g(%s)),
            %s,
            free AS MATERIALIZED (SELECT g.*, one.at FROM given g CROSS JOIN LATERAL (
                SELECT one.ctid AS at FROM ${prefix}instance one
                WHERE one.skey = g.skey AND one.epoch = g.epoch AND one.owner = ? AND one.last_commit = g.number - 1
                  AND one.pause_by IS NULL
                  AND (g.run_mode IS NULL
                    OR one.last_run = CASE g.run_mode WHEN 'OPEN' THEN g.run_no - 1 ELSE g.run_no END)
                LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) one),
            moved AS (UPDATE ${prefix}instance AS one SET pipeline = g.pipeline, state = g.state,
              definition_version = g.definition_version, attempt = g.attempt, waits = g.waits, failures = g.failures,
              since_at = CASE WHEN g.restart = 1 THEN c.now ELSE one.since_at END,
              owner = CASE WHEN g.lease_for > 0 THEN one.owner END,
              lease_until = CASE WHEN g.lease_for > 0 THEN c.now + g.lease_for END,
              due_at = CASE
                WHEN one.request_id IS NOT NULL
                  AND (one.request_preempts = 1 OR (g.due_in IS NULL AND g.hold IS NULL)) THEN c.now
                WHEN g.due_in = 0 AND g.lease_for > 0 AND one.due_at <= c.now THEN one.due_at
                ELSE c.now + g.due_in END,
              checkpoint_doc = g.checkpoint, subject_doc = COALESCE(g.subject, one.subject_doc),
              error_kind = g.error_kind, error_text = g.error_text, hold_reason = g.hold, needs_attention = g.attention,
              last_run = COALESCE(g.run_no, one.last_run),
              fold_key = CASE WHEN g.run_no IS NULL THEN one.fold_key ELSE g.fold_key END,
              last_event = one.last_event + g.events, last_commit = g.number, row_version = one.row_version + 1,
              updated_at = c.now
              FROM free g CROSS JOIN clock c WHERE one.ctid = g.at
              RETURNING g.*, c.now, one.due_at, one.last_event, one.request_id, one.request_pipeline,
                one.request_preempts, one.request_payload, one.request_by, one.request_at),
            opened AS (INSERT INTO ${prefix}run
                (skey, run_no, pipeline, started_at, duration_ms, status, error_text, folded, last_at)
              SELECT skey, run_no, run_pipeline, run_started, line_at - run_started, run_status, run_error, 1, line_at
              FROM moved WHERE run_mode = 'OPEN'),
            went_on AS (UPDATE ${prefix}run AS run SET status = m.run_status, error_text = m.run_error, last_at = m.line_at,
                duration_ms = m.line_at - run.started_at, folded = run.folded + CASE m.run_mode WHEN 'FOLD' THEN 1 ELSE 0 END
              FROM moved m CROSS JOIN LATERAL (SELECT r.ctid AS at FROM ${prefix}run r
                WHERE r.skey = m.skey AND r.run_no = m.run_no AND (m.run_mode = 'FOLD'
                  OR r.status <> m.run_status OR r.error_text IS DISTINCT FROM m.run_error) LIMIT 1) changed
              WHERE m.run_mode IN ('APPEND', 'FOLD') AND run.ctid = changed.at),
            replaced AS (UPDATE ${prefix}step AS line SET from_state = m.from_state, label = m.label, outcome = m.outcome,
                to_state = m.to_state, message = m.message, duration_ms = m.took, recorded_at = m.line_at, details = m.details
              FROM moved m CROSS JOIN LATERAL (SELECT l.ctid AS at FROM ${prefix}step l
                WHERE l.skey = m.skey AND l.run_no = m.run_no ORDER BY l.line_no DESC LIMIT 1) last
              WHERE m.run_mode = 'FOLD' AND line.ctid = last.at),
            lines AS (INSERT INTO ${prefix}step (skey, run_no, line_no, from_state, label, outcome, to_state, message,
                duration_ms, recorded_at, details)
              SELECT m.skey, m.run_no, CASE m.run_mode WHEN 'OPEN' THEN 1 ELSE (SELECT COALESCE(MAX(line.line_no), 0) + 1
                FROM ${prefix}step line WHERE line.skey = m.skey AND line.run_no = m.run_no) END, m.from_state, m.label,
                m.outcome, m.to_state, m.message, m.took, m.line_at, m.details
              FROM moved m WHERE m.run_mode IN ('OPEN', 'APPEND'))""".formatted(COLUMNS, PostgresDialect.NOW);

    private static final String EVENTS = """
            , told AS (INSERT INTO ${prefix}event (skey, seq, recorded_at, event_type, message)
              SELECT m.skey, m.last_event - m.events + e.nth, m.now, e.event_type, e.message
              FROM unnest(?, ?, ?, ?) AS e(place, nth, event_type, message) JOIN moved m ON m.place = e.place)""";

    private static final String ANSWER =
            " SELECT place, now, due_at, last_event, request_id, request_pipeline, request_preempts, request_payload,"
                    + " request_by, request_at FROM moved";
    private static final String QUIET = MOVED + ANSWER;
    private static final String TELLING = MOVED + EVENTS + ANSWER;

    /** What the statement says of one row. */
    private record Moved(int place, Instant now, Optional<Instant> dueAt, long lastEvent, Optional<Request> request) {}

    @Override
    public boolean takes(FencedCommit one) {
        StepCommit commit = one.commit();
        return commit.consumes().isEmpty()
                && commit.notifications().isEmpty()
                && commit.commands().isEmpty()
                && commit.run().filter(run -> !isPlain(run)).isEmpty();
    }

    private static boolean isPlain(RunWrite run) {
        return run.number() > 0 && !RunLog.prunes(run);
    }

    @Override
    public Map<Integer, Instance> write(Tx tx, List<FencedCommit> commits) throws SQLException {
        List<Object> arguments = new Columns(commits).all();
        arguments.add(tx.suppliedNow());
        arguments.add(commits.get(0).fence().owner());
        boolean tells = commits.stream().anyMatch(one -> !one.commit().events().isEmpty());
        if (tells) {
            arguments.addAll(Columns.events(commits));
        }
        Map<Integer, Instance> rows = new HashMap<>();
        for (Moved moved : tx.list(tells ? TELLING : QUIET, PostgresGroupWrite::moved, arguments.toArray())) {
            rows.put(moved.place(), after(commits.get(moved.place()), moved));
        }
        return rows;
    }

    private static Moved moved(Row row) throws SQLException {
        return new Moved(
                row.integer("place") - 1,
                row.instant("now"),
                row.optionalInstant("due_at"),
                row.number("last_event"),
                InstanceRows.request(row));
    }

    private static Instance after(FencedCommit one, Moved moved) {
        Instance before = one.before();
        Instance known = new Instance(
                before.key(),
                before.pointer(),
                before.tries(),
                before.lease(),
                before.dueAt(),
                before.checkpoint(),
                before.subject(),
                before.lastError(),
                before.hold(),
                before.needsAttention(),
                moved.request(),
                Optional.empty(), // a paused row is written by itself
                new Instance.LogCursor(
                        before.log().lastRun(),
                        before.log().foldKey(),
                        moved.lastEvent() - one.commit().events().size(),
                        before.log().lastCommit()));
        Instance after = Transitions.committed(known, one.commit(), moved.now());
        return after.dueAt().equals(moved.dueAt()) ? after : Transitions.due(after, moved.dueAt());
    }

    /** The group, turned from rows into columns. */
    private record Columns(List<FencedCommit> commits) {

        List<Object> all() {
            List<Object> all = new ArrayList<>();
            all.add(text(one -> one.before().key()));
            all.add(number(one -> one.fence().epoch()));
            all.add(number(one -> one.commit().number()));
            all.add(text(one -> one.commit().pointer().pipeline()));
            all.add(text(one -> one.commit().pointer().state()));
            all.add(number(one -> (long) one.commit().pointer().definitionVersion()));
            all.add(number(one -> (long) one.commit().tries().attempt()));
            all.add(number(one -> (long) one.commit().tries().waits()));
            all.add(number(one -> (long) one.commit().tries().failures()));
            all.add(number(one -> one.commit().restart() ? 1L : 0L));
            all.add(numbers(one -> one.commit().dueIn().map(in -> in.toMillis())));
            all.add(texts(one -> one.commit().checkpoint()));
            all.add(texts(one -> one.commit().subject()));
            all.add(texts(
                    one -> one.commit().lastError().map(error -> error.kind().name())));
            all.add(texts(one -> one.commit().lastError().map(StepError::message)));
            all.add(texts(one -> one.commit().hold()));
            all.add(number(one -> one.commit().needsAttention() ? 1L : 0L));
            all.add(number(one -> one.commit().leaseFor().toMillis()));
            all.add(number(one -> (long) one.commit().events().size()));
            addRun(all);
            return all;
        }

        private void addRun(List<Object> all) {
            all.add(run(run -> run.mode().name()));
            all.add(runNumber(RunWrite::number));
            all.add(run(RunWrite::pipeline));
            all.add(runNumber(run -> run.started().toEpochMilli()));
            all.add(run(run -> run.status().name()));
            all.add(texts(one -> one.commit().run().flatMap(RunWrite::error)));
            all.add(texts(one -> one.commit().run().flatMap(RunWrite::foldKey)));
            all.add(line(StepLine::from));
            all.add(line(StepLine::label));
            all.add(line(StepLine::result));
            all.add(line(StepLine::to));
            all.add(line(StepLine::text));
            all.add(runNumber(run -> run.line().duration().toMillis()));
            all.add(runNumber(run -> run.line().at().toEpochMilli()));
            all.add(line(line -> Details.write(line.details())));
        }

        static List<Object> events(List<FencedCommit> commits) {
            List<Optional<Long>> places = new ArrayList<>();
            List<Optional<Long>> nths = new ArrayList<>();
            List<Optional<String>> types = new ArrayList<>();
            List<Optional<String>> texts = new ArrayList<>();
            for (int place = 0; place < commits.size(); place++) {
                long nth = 0;
                for (var event : commits.get(place).commit().events()) {
                    nth++;
                    places.add(Optional.of(place + 1L));
                    nths.add(Optional.of(nth));
                    types.add(Optional.of(event.type()));
                    texts.add(Optional.of(event.text()));
                }
            }
            return List.of(
                    Tx.Column.numbers(places.stream()),
                    Tx.Column.numbers(nths.stream()),
                    Tx.Column.texts(types.stream()),
                    Tx.Column.texts(texts.stream()));
        }

        private Tx.Column text(Function<FencedCommit, String> value) {
            return texts(value.andThen(Optional::of));
        }

        private Tx.Column texts(Function<FencedCommit, Optional<String>> value) {
            return Tx.Column.texts(commits.stream().map(value));
        }

        private Tx.Column number(Function<FencedCommit, Long> value) {
            return numbers(value.andThen(Optional::of));
        }

        private Tx.Column numbers(Function<FencedCommit, Optional<Long>> value) {
            return Tx.Column.numbers(commits.stream().map(value));
        }

        private Tx.Column run(Function<RunWrite, String> value) {
            return texts(one -> one.commit().run().map(value));
        }

        private Tx.Column runNumber(Function<RunWrite, Long> value) {
            return numbers(one -> one.commit().run().map(value));
        }

        private Tx.Column line(Function<StepLine, String> value) {
            return run(run -> value.apply(run.line()));
        }
    }
}
