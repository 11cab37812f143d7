package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results of different subjects that are written together. The first group is held back until the others have come. */
class GroupCommitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Bench bench = new Bench();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final AtomicInteger bodies = new AtomicInteger();
    private volatile CountDownLatch begun = new CountDownLatch(0);
    private final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private StepResult body(StepContext context) {
        bodies.incrementAndGet();
        begun.countDown();
        threads.add(Thread.currentThread());
        context.event("did", context.state());
        return StepResult.done();
    }

    private Pipeline<StepContext> pipeline(int steps) {
        Pipeline.Builder<StepContext> rows = Bench.pipeline("deploy");
        for (int step = 0; step < steps; step++) {
            rows = rows.at(step == 0 ? "creation" : "s" + step, "Step " + step, this::body);
        }
        return rows.end("ready");
    }

    private void insert(int subjects) {
        IntStream.rangeClosed(1, subjects).forEach(n -> bench.insert("vm" + n));
    }

    private TickReport tick(Pipeline<StepContext> pipeline, UnaryOperator<EngineBuilder<StepContext>> settings) {
        try (LifecycleEngine<StepContext> engine = settings.apply(bench.threaded(pipeline)
                        .clock(bench.clock)
                        .sleeper(bench.clock::advance)
                        .renewLeases(false))
                .build()) {
            return engine.tick(Budget.of(LONG), executor, 2);
        }
    }

    /** Holds the first group back until so many bodies have begun, and notes the size of each. */
    private void holdFirstUntil(int count) {
        begun = new CountDownLatch(count);
        bench.store.group(group -> {
            groups.add(group.size());
            try {
                assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS))
                        .as("steps begun while the first result is written")
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.of();
        });
    }

    @Test
    void results_thatWait_holdNoHand_andAreWrittenTogether() {
        insert(6);
        holdFirstUntil(6);

        TickReport report = tick(pipeline(1), settings -> settings);

        assertThat(report.steps()).isEqualTo(6);
        assertThat(groups.get(0)).isEqualTo(1);
        // the last one may still be on its way from body to result
        assertThat(groups.get(1)).isGreaterThanOrEqualTo(4);
        assertEnded(6, 1);
    }

    @Test
    void inFlight_isNeverExceeded() {
        insert(9);
        AtomicInteger most = new AtomicInteger();
        bench.store.group(group -> {
            int claimed = (int) bench.store.list("", 100).stream()
                    .filter(row -> row.lease().owner().isPresent())
                    .count();
            most.accumulateAndGet(claimed, Math::max);
            return List.of();
        });

        tick(pipeline(3), settings -> settings.inFlight(4));

        assertThat(most.get()).isBetween(1, 4);
        assertEnded(9, 3);
    }

    @Test
    void aloneSubject_isWrittenAtOnce_onItsOwnThread() {
        insert(1);
        holdFirstUntil(1);

        tick(pipeline(15), settings -> settings);

        assertThat(groups).hasSize(15).containsOnly(1);
        assertThat(threads).hasSize(1);
        assertEnded(1, 15);
    }

    @Test
    void whatCannotGoTogether_isCommittedAlone_andRunsOnce() {
        insert(4);
        bench.store.group(group -> group.stream()
                .<CommitAnswer>map(one -> new CommitAnswer.Apart())
                .toList());

        TickReport report = tick(pipeline(3), settings -> settings);

        assertThat(report.errors()).isZero();
        assertThat(bodies).hasValue(12);
        assertEnded(4, 3);
    }

    @Test
    void groupOfUnknownOutcome_isRecordedAgainOneByOne() {
        insert(4);
        StoreException lost = new StoreException("answer lost", true, new IllegalStateException("socket closed"));
        AtomicInteger calls = new AtomicInteger();
        bench.store.group(group -> {
            if (calls.incrementAndGet() % 2 == 1) {
                group.forEach(one -> bench.store.commit(one.fence(), one.commit()));
                throw lost;
            }
            return List.of();
        });

        TickReport report = tick(pipeline(3), settings -> settings);

        assertThat(report.errors()).isZero();
        assertThat(bodies).hasValue(12);
        assertEnded(4, 3);
    }

    @Test
    void lostClaim_amongOthers_isAbandoned_andTheOthersGoOn() {
        insert(3);
        bench.store.group(group -> {
            List<CommitAnswer> answers = new ArrayList<>();
            for (FencedCommit one : group) {
                boolean stolen = one.before().key().equals("vm2");
                answers.add(
                        stolen
                                ? new CommitAnswer.Failed(new LeaseLostException(one.fence()))
                                : new CommitAnswer.Written(bench.store.commit(one.fence(), one.commit())));
            }
            return answers;
        });

        TickReport report = tick(pipeline(2), settings -> settings);

        assertThat(report.errors()).isZero();
        assertThat(bench.row("vm2").pointer().state()).isEqualTo("creation");
        assertThat(List.of(bench.row("vm1"), bench.row("vm3")))
                .allSatisfy(row -> assertThat(row.pointer().state()).isEqualTo("ready"));
    }

    private void assertEnded(int subjects, int steps) {
        for (int n = 1; n <= subjects; n++) {
            String key = "vm" + n;
            assertThat(bench.row(key).pointer().state()).as(key).isEqualTo("ready");
            assertThat(bench.row(key).lease().owner()).as(key).isEmpty();
            assertThat(bench.newestRun(key).lines()).as(key).hasSize(steps);
            assertThat(bench.store.events(key, 0, 99)).as(key).hasSize(steps);
        }
    }
}
