package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.CommitAnswer;
import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.RunStatus;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepContext;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.storage.testkit.Fault;
import dev.vmlifecycle.storage.testkit.FaultPlan;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits that share a transaction, and what may go wrong with one of them or with all. */
class GroupCommitTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int STEPS = 15;

    private static void insert(JdbcStore store, int subjects) {
        for (int n = 1; n <= subjects; n++) {
            store.insert(new NewInstance("vm" + n, "deploy", "s0", 1, "{}", Duration.ZERO, List.of(), List.of()));
        }
    }

    private static FencedCommit step(Instance row, String to) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        StepLine line = new StepLine("s0", "Step", "success", to, "", Duration.ZERO, now, List.of());
        return new FencedCommit(
                row,
                new StepCommit(
                        row.log().lastCommit() + 1,
                        new Instance.Pointer("deploy", to, 1),
                        row.tries(),
                        true,
                        Optional.of(Duration.ZERO),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        LEASE,
                        Optional.of(new RunWrite(
                                RunWrite.Mode.OPEN,
                                1,
                                "deploy",
                                now,
                                RunStatus.WAITING,
                                Optional.empty(),
                                Optional.empty(),
                                line)),
                        List.of(new NewEvent("step", to)),
                        List.of(),
                        List.of()));
    }

    private static List<FencedCommit> group(JdbcStore store, int subjects) {
        insert(store, subjects);
        return store.claim("worker", subjects, LEASE).stream()
                .map(row -> step(row, "s1"))
                .toList();
    }

    @Test
    void plainCommits_areOneStatement_onPostgres() {
        try (TestPool pool = new TestPool(TestDatabase.POSTGRESQL.empty(), 2)) {
            FaultyDataSource counted = FaultyDataSource.around(pool);
            JdbcStore store = JdbcStore.create(counted);
            store.createSchema();
            List<FencedCommit> group = group(store, 20);
            int statements = counted.calls(Point.STATEMENT);

            List<CommitAnswer> answers = store.commitAll(group);

            assertThat(answers).hasSize(20).allSatisfy(one -> assertThat(one).isInstanceOf(CommitAnswer.Written.class));
            assertThat(counted.calls(Point.STATEMENT) - statements).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void tooLongForItsColumn_sendsAllToBeCommittedAlone(TestDatabase kind) {
        try (TestPool pool = new TestPool(kind.empty(), 2)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            List<FencedCommit> good = group(store, 3);
            List<FencedCommit> group = List.of(good.get(0), step(good.get(1).before(), "x".repeat(191)), good.get(2));

            List<CommitAnswer> answers = store.commitAll(group);

            assertThat(answers).hasSize(3).allSatisfy(one -> assertThat(one).isInstanceOf(CommitAnswer.Apart.class));
            assertThat(store.list("", 9))
                    .allSatisfy(row -> assertThat(row.pointer().state()).isEqualTo("s0"));
            store.commit(group.get(0).fence(), group.get(0).commit());
            assertThatThrownBy(() ->
                            store.commit(group.get(1).fence(), group.get(1).commit()))
                    .isInstanceOf(StoreException.class);
            store.commit(group.get(2).fence(), group.get(2).commit());
            assertThat(store.list("", 9))
                    .extracting(row -> row.pointer().state())
                    .containsExactly("s1", "s0", "s1");
        }
    }

    /** A host's transaction may hold a row for long; what shares the group does not wait for it. */
    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void lockedRow_isPassedOver(TestDatabase kind) throws SQLException {
        try (TestPool pool = new TestPool(kind.empty(), 3)) {
            JdbcStore store = JdbcStore.create(pool);
            store.createSchema();
            List<FencedCommit> group = group(store, 3);
            try (Connection host = pool.getConnection();
                    Statement statement = host.createStatement()) {
                host.setAutoCommit(false);
                statement.execute("SELECT skey FROM vml_instance WHERE skey = 'vm2' FOR UPDATE");

                List<CommitAnswer> answers = store.commitAll(group);

                assertThat(answers.get(0)).isInstanceOf(CommitAnswer.Written.class);
                assertThat(answers.get(1)).isInstanceOf(CommitAnswer.Apart.class);
                assertThat(answers.get(2)).isInstanceOf(CommitAnswer.Written.class);
                host.rollback();
            }
            assertThat(store.commit(group.get(1).fence(), group.get(1).commit()))
                    .isEqualTo(store.find("vm2").orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void commitOfUnknownOutcome_isAnsweredByNumber(TestDatabase kind) {
        try (TestPool pool = new TestPool(kind.empty(), 2)) {
            FaultyDataSource faulty = FaultyDataSource.around(pool);
            JdbcStore store = JdbcStore.create(faulty);
            store.createSchema();
            List<FencedCommit> group = group(store, 4);

            for (Fault fault : List.of(Fault.before(), Fault.killed(), Fault.after())) {
                faulty.plan(FaultPlan.always(Point.COMMIT, fault));
                assertThat(store.commitAll(group))
                        .allSatisfy(one -> assertThat(one)
                                .isInstanceOfSatisfying(
                                        CommitAnswer.Failed.class,
                                        failed -> assertThat(failed.reason())
                                                .isInstanceOfSatisfying(
                                                        StoreException.class,
                                                        e -> assertThat(e.isTransient())
                                                                .isTrue())));
                faulty.heal();
            }

            for (FencedCommit one : group) {
                assertThat(store.commit(one.fence(), one.commit()).log().lastCommit())
                        .isEqualTo(1);
                assertThat(store.events(one.before().key(), 0, 9)).hasSize(1);
                assertThat(store.runs(one.before().key(), 9).get(0).lines()).hasSize(1);
            }
        }
    }

    /** Each third answer to a COMMIT is lost, in turn before and after it took effect, while many subjects share transactions. */
    @ParameterizedTest
    @EnumSource
    void commitsOfUnknownOutcome_underLoad_leaveGapFreeJournals(TestDatabase kind) {
        int subjects = 24;
        AtomicInteger bodies = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (TestPool pool = new TestPool(kind.empty(), 6)) {
            FaultyDataSource faulty = FaultyDataSource.around(pool);
            JdbcStore store = JdbcStore.create(faulty);
            store.createSchema();
            insert(store, subjects);
            faulty.plan((point, count) -> point == Point.COMMIT && count % 3 == 0
                    ? Optional.of(count % 2 == 0 ? Fault.after() : Fault.before())
                    : Optional.empty());
            try (LifecycleEngine<StepContext> engine = LifecycleEngine.<StepContext>builder()
                    .store(store)
                    .pipelines(List.of(pipeline(bodies)))
                    .context(context -> context)
                    .lease(Duration.ofSeconds(1))
                    .sleeper(pause -> {})
                    .build()) {
                Instant patience = Instant.now().plusSeconds(120);
                while (Instant.now().isBefore(patience) && !allEnded(store, subjects)) {
                    engine.tick(Budget.of(Duration.ofSeconds(2)), executor, 4);
                }
            }
            faulty.heal();

            assertThat(bodies).hasValue(subjects * STEPS);
            for (Instance row : store.list("", 99)) {
                assertThat(row.pointer().state()).as(row.key()).isEqualTo("s" + STEPS);
                assertThat(row.log().lastCommit()).as(row.key()).isEqualTo(STEPS);
                assertThat(store.runs(row.key(), 50).stream()
                                .flatMap(run -> run.lines().stream())
                                .toList())
                        .as(row.key())
                        .hasSize(STEPS);
                assertThat(store.events(row.key(), 0, 99))
                        .as(row.key())
                        .extracting(event -> event.text())
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, STEPS)
                                .mapToObj(n -> "s" + n)
                                .toList());
            }
            assertThat(pool.active()).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean allEnded(JdbcStore store, int subjects) {
        try {
            return store.list("", 99).stream()
                            .filter(row -> row.dueAt().isEmpty())
                            .count()
                    == subjects;
        } catch (StoreException e) {
            return false;
        }
    }

    private static Pipeline<StepContext> pipeline(AtomicInteger bodies) {
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
