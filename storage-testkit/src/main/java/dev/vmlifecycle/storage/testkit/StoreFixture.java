package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** A fresh store, a clock to move, and short words for what tests do over and over. */
abstract class StoreFixture {
    static final Duration LEASE = Duration.ofSeconds(60);
    static final int THREADS = 16;

    final ContractClock clock = new ContractClock();
    // replaced before each test
    EngineStore store = MemoryStore.create(clock);

    /** A call that no store knows. */
    record UnknownCall() implements StoreCall<String> {}

    /** A command that no store knows. */
    record UnknownCommand() implements StoreCommand {}

    abstract EngineStore open(InstantSource source);

    @BeforeEach
    void openStore() {
        store = open(clock);
    }

    static NewInstance instance(String key) {
        return new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of());
    }

    void insert(String... keys) {
        for (String key : keys) {
            assertThat(store.insert(instance(key))).isTrue();
        }
    }

    /** Adds a subject and claims it; nothing else may be due. */
    Instance claimed(String key) {
        insert(key);
        return claim();
    }

    Instance claim() {
        List<Instance> claimed = store.claim("worker", 1, LEASE);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    /** Lets the lease of a claim run out and gives the row to another worker. */
    Instance stolen() {
        clock.advance(LEASE);
        List<Instance> claimed = store.claim("thief", 1, LEASE);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    /** Adds a subject that is at rest in state {@code ready}. */
    Instance resting(String key) {
        Instance row = claimed(key);
        return store.commit(row.fence(), CommitDraft.of(row).to("ready").build());
    }

    Instance row(String key) {
        return store.find(key).orElseThrow();
    }

    static Request request(String pipeline, boolean preempts) {
        return new Request(0, pipeline, preempts, "payload", "admin: why", Instant.EPOCH);
    }

    boolean request(Instance seen, Request request) {
        return store.request(seen, request, List.of(new NewEvent("requested", request.pipeline())));
    }

    /** Commits as the row's next, whichever row the draft began from. */
    void commit(Fence fence, CommitDraft draft) {
        long last = store.find(fence.key()).map(row -> row.log().lastCommit()).orElse(0L);
        store.commit(fence, draft.number(last + 1).build());
    }

    /** Runs the same work on many threads that start together; any failure fails the test. */
    static <T> List<T> together(int threads, Callable<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } catch (Exception e) {
            throw new AssertionError("a thread failed", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
