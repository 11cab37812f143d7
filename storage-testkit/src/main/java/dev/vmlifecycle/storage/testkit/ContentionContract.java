package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Vmid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The same by 16 threads that start together. */
abstract class ContentionContract extends GroupContract {

    @Test
    void must_commit_sameByManyThreads_applyOnce_andAnswerAllAlike() {
        Instance row = claimed("vm1");
        StepCommit commit = CommitDraft.of(row)
                .to("set_ip")
                .run(RunLines.open(1, "set_ip", store.now()))
                .events(new NewEvent("ip", "given"))
                .leaseFor(LEASE)
                .build();

        List<Instance> answers = together(THREADS, () -> store.commit(row.fence(), commit));

        assertThat(answers).hasSize(THREADS).containsOnly(row("vm1"));
        assertThat(store.events("vm1", 0, 100)).hasSize(1);
        assertThat(store.runs("vm1", 10).get(0).lines()).hasSize(1);
    }

    @Test
    void must_saveCheckpoint_byManyThreads_keepOne() {
        Instance row = claimed("vm1");
        AtomicInteger next = new AtomicInteger();

        List<String> written = together(THREADS, () -> {
            String text = "note" + next.incrementAndGet();
            store.saveCheckpoint(row.fence(), Optional.of(text));
            return text;
        });

        assertThat(written).contains(row("vm1").checkpoint().orElseThrow());
    }

    @Test
    void must_renew_ofManyClaims_byManyThreads_loseNone() {
        List<Fence> fences = claimMany(20).stream().map(Instance::fence).toList();
        AtomicInteger seeds = new AtomicInteger();
        clock.advance(Duration.ofSeconds(30));

        List<List<Fence>> lost = together(THREADS, () -> {
            List<Fence> shuffled = new ArrayList<>(fences);
            Collections.shuffle(shuffled, new Random(seeds.incrementAndGet()));
            return store.renew(shuffled, LEASE);
        });

        assertThat(lost).allSatisfy(one -> assertThat(one).isEmpty());
        assertThat(fences)
                .allSatisfy(fence -> assertThat(row(fence.key()).lease().until())
                        .contains(store.now().plus(LEASE)));
    }

    @Test
    void must_releaseAndRetryNow_byManyThreads_beHarmless() {
        Instance row = claimed("vm1");

        List<Boolean> retried = together(THREADS, () -> {
            store.release(row.fence());
            return store.retryNow("vm1");
        });

        assertThat(retried).containsOnly(true);
        assertThat(row("vm1").lease().owner()).isEmpty();
        assertThat(row("vm1").dueAt()).isEqualTo(row.dueAt());
    }

    @Test
    void must_outbox_byManyThreads_holdAnIdOnce_andCountEachAttempt() {
        ConcurrentLinkedQueue<Instance> rows = claimMany(THREADS);
        Notification same = new Notification("same", "vm_ready", "text");

        together(THREADS, () -> {
            Instance row = rows.remove();
            store.commit(row.fence(), CommitDraft.of(row).notifications(same).build());
            return row;
        });
        together(THREADS, () -> {
            store.outboxResult("same", false);
            return store.outbox(5);
        });

        assertThat(store.outbox(5)).extracting(OutboxEntry::attempts).containsExactly(THREADS);
    }

    @Test
    void must_reservations_ofOneKey_byManyThreads_answerAllAlike() {
        Instance row = claimed("vm1");
        IpPool pool = pool("a", "192.0.2.0/24");

        assertThat(together(THREADS, () -> store.call(row.fence(), vmid("vm1", 100, 199))))
                .hasSize(THREADS)
                .containsOnly(Vmid.of(100));
        assertThat(together(THREADS, () -> store.call(row.fence(), addresses("vm1", 2, pool))))
                .hasSize(THREADS)
                .allSatisfy(given -> assertThat(given)
                        .extracting(one -> one.address().toString())
                        .containsExactly("192.0.2.1", "192.0.2.2"));
    }

    /** Whole runs of many subjects side by side, each step with reservations, a checkpoint, renewals, and readers who look on. */
    @Test
    void must_wholeRuns_byManyThreads_leaveGapFreeJournals() {
        int rows = 48;
        int steps = 4;
        ConcurrentLinkedQueue<Instance> waiting = claimMany(rows);
        List<Fence> all = waiting.stream().map(Instance::fence).toList();
        IpPool pool = pool("a", "192.0.2.0/24");

        together(THREADS, () -> {
            int done = 0;
            for (Instance row = waiting.poll(); row != null; row = waiting.poll()) {
                store.call(row.fence(), vmid(row.key(), 100, 999));
                store.call(row.fence(), addresses(row.key(), 1, pool));
                for (int step = 1; step <= steps; step++) {
                    store.saveCheckpoint(row.fence(), Optional.of("note" + step));
                    row = store.commit(row.fence(), step(row, step, step < steps));
                    look(row);
                }
                store.renew(all, LEASE);
                done++;
            }
            return done;
        });

        for (Fence fence : all) {
            assertThat(store.runs(fence.key(), 5)).hasSize(1);
            assertThat(store.runs(fence.key(), 5).get(0).lines())
                    .extracting(StepLine::to)
                    .containsExactly("s1", "s2", "s3", "s4");
            assertThat(row(fence.key()).log().lastCommit()).isEqualTo(steps);
        }
    }

    private StepCommit step(Instance row, int step, boolean goesOn) {
        String to = "s" + step;
        return CommitDraft.of(row)
                .to(to)
                .run(step == 1 ? RunLines.open(1, to, store.now()) : RunLines.append(1, to, store.now()))
                .events(new NewEvent("step", to))
                .leaseFor(goesOn ? LEASE : Duration.ZERO)
                .build();
    }

    private void look(Instance row) {
        long last = row.log().lastEvent();
        assertThat(store.events(row.key(), 0, 100))
                .extracting(DurableEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(store.list("", 100)).allSatisfy(any -> {
            List<Run> runs = store.runs(any.key(), 5);
            assertThat(runs).allSatisfy(run -> assertThat(run.lines()).isNotEmpty());
            assertThat(runs.size()).isGreaterThanOrEqualTo((int) any.log().lastRun());
        });
    }
}
