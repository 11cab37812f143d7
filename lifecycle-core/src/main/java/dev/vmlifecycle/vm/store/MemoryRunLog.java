package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One subject's runs in memory. Guarded by the store's lock. */
final class MemoryRunLog {
    private static final int KEPT = 50;

    private final String key;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private Optional<String> foldKey = Optional.empty();

    MemoryRunLog(String key) {
        this.key = key;
    }

    long lastRun() {
        return runs.isEmpty() ? 0 : runs.lastKey();
    }

    Optional<String> foldKey() {
        return foldKey;
    }

    List<Run> newest(int limit) {
        return runs.descendingMap().values().stream().limit(Math.max(0, limit)).toList();
    }

    void check(RunWrite write) {
        long expected = write.mode() == RunWrite.Mode.OPEN ? lastRun() + 1 : Math.max(1, lastRun());
        if (write.number() != expected || (write.mode() != RunWrite.Mode.OPEN && runs.isEmpty())) {
            throw new IllegalArgumentException(
                    write.mode() + " run of " + key + ": " + write.number() + " (expected: " + expected + ")");
        }
    }

    void write(RunWrite write) {
        StepLine line = toMillis(write.line());
        Run run = runs.get(write.number());
        List<StepLine> lines = run == null ? new ArrayList<>() : new ArrayList<>(run.lines());
        int folded = run == null ? 1 : run.folded();
        if (write.mode() == RunWrite.Mode.FOLD) {
            lines.remove(lines.size() - 1);
            folded++;
        }
        lines.add(line);
        Instant started = run == null ? toMillis(write.started()) : run.started();
        runs.put(
                write.number(),
                new Run(
                        key,
                        write.number(),
                        run == null ? write.pipeline() : run.pipeline(),
                        started,
                        Duration.between(started, line.at()),
                        write.status(),
                        write.error(),
                        folded,
                        line.at(),
                        lines));
        runs.headMap(write.number() - KEPT, true).clear();
        foldKey = write.foldKey();
    }

    private static StepLine toMillis(StepLine line) {
        return new StepLine(
                line.from(),
                line.label(),
                line.result(),
                line.to(),
                line.text(),
                Duration.ofMillis(line.duration().toMillis()),
                toMillis(line.at()),
                line.details());
    }

    private static Instant toMillis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
