package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.RunStatus;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepLine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs and their lines; the newest 50 a subject are kept. */
final class RunLog {
    private static final int KEPT = 50;
    // older ones stay until the next such number: deleting is dear
    private static final int PRUNED_EACH = 10;

    private RunLog() {}

    static void write(Tx tx, String key, long lastRun, RunWrite write) throws SQLException {
        boolean opens = write.mode() == RunWrite.Mode.OPEN;
        long expected = opens ? lastRun + 1 : Math.max(1, lastRun);
        if (write.number() != expected || (!opens && lastRun == 0)) {
            throw new IllegalArgumentException(
                    write.mode() + " run of " + key + ": " + write.number() + " (expected: " + expected + ")");
        }
        switch (write.mode()) {
            case OPEN -> open(tx, key, write);
            case APPEND -> append(tx, key, write);
            case FOLD -> fold(tx, key, write);
        }
    }

    /** Whether writing this also deletes old runs. */
    static boolean prunes(RunWrite write) {
        return write.mode() == RunWrite.Mode.OPEN && write.number() > KEPT && write.number() % PRUNED_EACH == 0;
    }

    static List<Run> newest(Tx tx, String key, int limit) throws SQLException {
        List<Run> runs = tx.list(
                "SELECT * FROM ${prefix}run WHERE skey = ? ORDER BY run_no DESC LIMIT ?",
                RunLog::runWithoutLines,
                key,
                Math.min(KEPT, Math.max(0, limit)));
        if (runs.isEmpty()) {
            return runs;
        }
        Map<Long, List<StepLine>> lines =
                lines(tx, key, runs.get(runs.size() - 1).number());
        return runs.stream()
                .map(run -> withLines(run, lines.getOrDefault(run.number(), List.of())))
                .toList();
    }

    private static void open(Tx tx, String key, RunWrite write) throws SQLException {
        if (prunes(write)) {
            long oldest = write.number() - KEPT;
            tx.update("DELETE FROM ${prefix}step WHERE skey = ? AND run_no <= ?", key, oldest);
            tx.update("DELETE FROM ${prefix}run WHERE skey = ? AND run_no <= ?", key, oldest);
        }
        tx.update(
                "INSERT INTO ${prefix}run (skey, run_no, pipeline, started_at, duration_ms, status, error_text, folded,"
                        + " last_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
                key,
                write.number(),
                write.pipeline(),
                write.started(),
                write.line().at().toEpochMilli() - write.started().toEpochMilli(),
                write.status(),
                write.error(),
                write.line().at());
        insertLine(tx, key, write, 1);
    }

    private static void append(Tx tx, String key, RunWrite write) throws SQLException {
        updateRun(tx, key, write, 0);
        insertLine(tx, key, write, lastLine(tx, key, write) + 1);
    }

    private static void fold(Tx tx, String key, RunWrite write) throws SQLException {
        updateRun(tx, key, write, 1);
        int last = lastLine(tx, key, write);
        tx.update("DELETE FROM ${prefix}step WHERE skey = ? AND run_no = ? AND line_no = ?", key, write.number(), last);
        insertLine(tx, key, write, last);
    }

    private static void updateRun(Tx tx, String key, RunWrite write, int folds) throws SQLException {
        tx.update(
                "UPDATE ${prefix}run SET status = ?, error_text = ?, folded = folded + ?, last_at = ?,"
                        + " duration_ms = ? - started_at WHERE skey = ? AND run_no = ?",
                write.status(),
                write.error(),
                folds,
                write.line().at(),
                write.line().at(),
                key,
                write.number());
    }

    private static int lastLine(Tx tx, String key, RunWrite write) throws SQLException {
        return tx.first(
                        "SELECT COALESCE(MAX(line_no), 0) AS last_line FROM ${prefix}step WHERE skey = ? AND run_no = ?",
                        row -> row.integer("last_line"),
                        key,
                        write.number())
                .orElse(0);
    }

    private static void insertLine(Tx tx, String key, RunWrite write, int number) throws SQLException {
        StepLine line = write.line();
        tx.update(
                "INSERT INTO ${prefix}step (skey, run_no, line_no, from_state, label, outcome, to_state, message,"
                        + " duration_ms, recorded_at, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                write.number(),
                number,
                line.from(),
                line.label(),
                line.result(),
                line.to(),
                line.text(),
                line.duration(),
                line.at(),
                Details.write(line.details()));
    }

    private static Map<Long, List<StepLine>> lines(Tx tx, String key, long fromRun) throws SQLException {
        record Numbered(long run, StepLine line) {}
        Map<Long, List<StepLine>> lines = new HashMap<>();
        List<Numbered> found = tx.list(
                "SELECT * FROM ${prefix}step WHERE skey = ? AND run_no >= ? ORDER BY run_no, line_no",
                row -> new Numbered(row.number("run_no"), line(row)),
                key,
                fromRun);
        found.forEach(one ->
                lines.computeIfAbsent(one.run(), run -> new ArrayList<>()).add(one.line()));
        return lines;
    }

    private static StepLine line(Row row) throws SQLException {
        return new StepLine(
                row.text("from_state"),
                row.text("label"),
                row.text("outcome"),
                row.text("to_state"),
                row.text("message"),
                row.span("duration_ms"),
                row.instant("recorded_at"),
                Details.read(row.text("details")));
    }

    private static Run runWithoutLines(Row row) throws SQLException {
        return new Run(
                row.text("skey"),
                row.number("run_no"),
                row.text("pipeline"),
                row.instant("started_at"),
                Duration.ofMillis(row.number("duration_ms")),
                RunStatus.valueOf(row.text("status")),
                row.optionalText("error_text"),
                row.integer("folded"),
                row.instant("last_at"),
                List.of());
    }

    /** The row of a run that goes on as before is not written anew with each line: the last line tells. */
    private static Run withLines(Run run, List<StepLine> lines) {
        Instant last =
                lines.isEmpty() ? run.lastAt() : lines.get(lines.size() - 1).at();
        return new Run(
                run.key(),
                run.number(),
                run.pipeline(),
                run.started(),
                lines.isEmpty() ? run.duration() : Duration.between(run.started(), last),
                run.status(),
                run.error(),
                run.folded(),
                last,
                lines);
    }
}
