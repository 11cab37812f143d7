package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.testing.ManualEngine;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.storage.testkit.Fault;
import dev.vmlifecycle.storage.testkit.FaultPlan;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run of 15 steps in which the answer of each COMMIT in turn, or of all, is lost: before it took effect, or after. */
class CommitOutcomeTest {
    private static final int STEPS = 15;
    private static final List<String> STATES =
            IntStream.rangeClosed(1, STEPS).mapToObj(n -> "s" + n).toList();

    private final AtomicInteger bodies = new AtomicInteger();
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @EnumSource
    void commit_ofUnknownOutcome_atEveryCommit_leavesAGapFreeJournal(TestDatabase kind) {
        try (TestPool pool = new TestPool(kind.empty(), 2)) {
            FaultyDataSource faulty = FaultyDataSource.around(pool);
            JdbcStore store =
                    JdbcStore.builder(faulty).clock(StoreClock.supplied(clock)).build();
            store.createSchema();
            int commits = run(store, faulty, "clean", FaultPlan.none());
            assertThat(commits).as("commits of an undisturbed run").isGreaterThan(STEPS);

            for (int n = 1; n <= commits; n++) {
                run(store, faulty, "after" + n, FaultPlan.once(Point.COMMIT, n, Fault.after()));
                // in turn: not reached with the transaction still open, or with the connection gone
                Fault notReached = n % 2 == 0 ? Fault.before() : Fault.killed();
                run(store, faulty, "before" + n, FaultPlan.once(Point.COMMIT, n, notReached));
            }
            run(
                    store,
                    faulty,
                    "odd",
                    (point, count) ->
                            point == Point.COMMIT && count % 2 == 1 ? Optional.of(Fault.after()) : Optional.empty());
            assertThat(pool.active()).isZero();
        }
    }

    /** Runs one subject to its end under a plan and looks at what was recorded; answers how many commits that took. */
    private int run(JdbcStore store, FaultyDataSource faulty, String key, FaultPlan plan) {
        store.insert(new NewInstance(key, "deploy", "s0", 1, "{}", Duration.ZERO, List.of(), List.of()));
        bodies.set(0);
        int before = faulty.calls(Point.COMMIT);
        faulty.plan(plan);
        try (ManualEngine<StepContext> engine = ManualEngine.create(
                store,
                clock,
                settings -> settings.pipelines(List.of(pipeline())).context(context -> context))) {
            finish(engine, store, key);
        }
        faulty.heal();

        Instance row = store.find(key).orElseThrow();
        assertThat(row.pointer().state()).as(key).isEqualTo("s" + STEPS);
        assertThat(lines(store, key)).as(key).containsExactlyElementsOf(STATES);
        assertThat(store.events(key, 0, 100))
                .as(key)
                .extracting(DurableEvent::text)
                .containsExactlyElementsOf(STATES);
        assertThat(row.log().lastCommit()).as(key).isEqualTo(STEPS);
        assertThat(bodies).as(key).hasValue(STEPS);
        return faulty.calls(Point.COMMIT) - before;
    }

    /** The engine may be refused anything; the host's next tick comes all the same, and time passes. */
    private void finish(ManualEngine<StepContext> engine, JdbcStore store, String key) {
        for (int tick = 0; tick < 50; tick++) {
            engine.runAllDue();
            clock.advance(Duration.ofSeconds(61));
            if (isAtRest(store, key)) {
                return;
            }
        }
        throw new AssertionError(key + ": not finished after 50 ticks");
    }

    private static boolean isAtRest(JdbcStore store, String key) {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                return store.find(key).orElseThrow().dueAt().isEmpty();
            } catch (StoreException e) {
                assertThat(e.isTransient()).isTrue();
            }
        }
        return false;
    }

    private static List<String> lines(JdbcStore store, String key) {
        List<Run> runs = new ArrayList<>(store.runs(key, 50));
        runs.sort(Comparator.comparing(Run::number));
        return runs.stream()
                .flatMap(run -> run.lines().stream())
                .map(StepLine::to)
                .toList();
    }

    private Pipeline<StepContext> pipeline() {
        Pipeline.Builder<StepContext> rows = Pipeline.of(StepContext.class, "deploy");
        for (int n = 0; n < STEPS; n++) {
            String next = "s" + (n + 1);
            rows = rows.at("s" + n, "Step " + (n + 1), context -> {
                bodies.incrementAndGet();
                context.event("step", next);
                return StepResult.done();
            });
        }
        return rows.end("s" + STEPS);
    }
}
