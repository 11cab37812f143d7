package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Lease;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may work on a subject, and for how long. */
abstract class ClaimContract extends RowContract {

    @Test
    void must_claim_nothingDue_answerNothing() {
        assertThat(store.claim("worker", 5, LEASE)).isEmpty();
        insert("vm1");
        assertThat(store.claim("worker", 0, LEASE)).isEmpty();
    }

    @Test
    void must_claim_withoutALease_beRefused() {
        insert("vm1");

        assertThatThrownBy(() -> store.claim("worker", 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);

        assertThat(row("vm1").lease().epoch()).isZero();
    }

    @Test
    void must_claim_takeOldestDueFirst() {
        insertDueIn("late", 3);
        insertDueIn("early", 1);
        insertDueIn("also-early", 1);
        insertDueIn("future", 60);
        clock.advance(Duration.ofSeconds(10));

        assertThat(store.claim("worker", 2, LEASE)).extracting(Instance::key).containsExactly("also-early", "early");
        assertThat(store.claim("worker", 5, LEASE)).extracting(Instance::key).containsExactly("late");
        assertThat(store.claim("worker", 5, LEASE)).isEmpty();
    }

    @Test
    void must_claim_raiseEpochAndAttempt_andAnswerTheRow() {
        Instance first = claimed("vm1");

        assertThat(first.lease())
                .isEqualTo(new Lease(
                        1, Optional.of("worker"), Optional.of(store.now().plus(LEASE))));
        assertThat(first.tries().attempt()).isEqualTo(1);
        assertThat(first).isEqualTo(row("vm1"));

        Instance second = stolen();

        assertThat(second.lease().epoch()).isEqualTo(2);
        assertThat(second.tries().attempt()).isEqualTo(2);
        assertThat(second.tries().since()).isEqualTo(first.tries().since());
    }

    @Test
    void must_claim_waitForTheLeaseToEnd() {
        claimed("vm1");

        clock.advance(LEASE.minusMillis(1));
        assertThat(store.claim("other", 1, LEASE)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(store.claim("other", 1, LEASE)).hasSize(1);
    }

    @Test
    void must_claim_leaveHeldRowsAlone() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ZERO).hold("no step after x in this version"));

        assertThat(store.claim("worker", 1, LEASE)).isEmpty();
        assertThat(store.nextDue()).isEmpty();
        assertThat(store.retryNow("vm1")).isFalse();
    }

    @Test
    void must_claim_takeAHeldRow_onceAPreemptingRequestStands() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).hold("no step after x in this version"));

        request(row("vm1"), request("change_package", false));
        assertThat(store.claim("worker", 1, LEASE)).isEmpty();

        request(row("vm1"), request("terminate", true));
        assertThat(store.nextDue()).contains(store.now());
        assertThat(claim().hold()).isPresent();
    }

    @Test
    void must_claim_byManyThreads_giveEachRowToOne() {
        int rows = 200;
        for (int i = 0; i < rows; i++) {
            insertDueIn("vm%03d".formatted(i), i % 7);
        }
        clock.advance(Duration.ofSeconds(10));
        AtomicInteger names = new AtomicInteger();

        List<List<Fence>> taken = together(THREADS, () -> {
            String owner = "worker" + names.incrementAndGet();
            List<Fence> mine = new ArrayList<>();
            List<Instance> batch = store.claim(owner, 3, LEASE);
            while (!batch.isEmpty()) {
                batch.forEach(one -> mine.add(one.fence()));
                batch = store.claim(owner, 3, LEASE);
            }
            return mine;
        });

        List<Fence> all = taken.stream().flatMap(Collection::stream).toList();
        assertThat(all).extracting(Fence::key).doesNotHaveDuplicates().hasSize(rows);
        assertThat(all).allSatisfy(fence -> {
            assertThat(fence.epoch()).isEqualTo(1);
            assertThat(row(fence.key()).fence()).isEqualTo(fence);
        });
    }

    @Test
    void must_nextDue_beTheDueTime_orTheEndOfTheLease() {
        assertThat(store.nextDue()).isEmpty();
        insertDueIn("later", 90);
        Instant start = store.now();
        assertThat(store.nextDue()).contains(start.plusSeconds(90));

        Instance row = claimed("vm1");
        assertThat(store.nextDue()).contains(start.plus(LEASE));

        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofSeconds(-5)));
        assertThat(store.nextDue()).contains(start.minusSeconds(5));
    }

    @Test
    void must_renew_extendLiveClaims_andNameLostOnes() {
        Fence lost = claimed("lost").fence();
        stolen();
        Fence mine = claimed("mine").fence();
        Fence released = claimed("released").fence();
        store.release(released);
        Fence nobody = new Fence("nobody", 1, "worker");
        clock.advance(Duration.ofSeconds(30));

        assertThat(store.renew(List.of(mine, lost, released, nobody), LEASE))
                .containsExactlyInAnyOrder(lost, released, nobody);

        assertThat(row("mine").lease().until()).contains(store.now().plus(LEASE));
        assertThat(row("lost").lease().owner()).contains("thief");
        assertThat(row("released").lease().until()).isEmpty();
        assertThat(store.renew(List.of(), LEASE)).isEmpty();
    }

    @Test
    void must_holder_writeAfterItsLeaseRanOut_unlessClaimedSince() {
        Instance row = claimed("vm1");
        clock.advance(LEASE.multipliedBy(2));

        store.saveCheckpoint(row.fence(), Optional.of("still mine"));
        assertThat(store.renew(List.of(row.fence()), LEASE)).isEmpty();

        assertThat(store.claim("other", 1, LEASE)).isEmpty();
        assertThat(row("vm1").checkpoint()).contains("still mine");
    }

    @Test
    void must_release_endTheClaim_andNothingElse() {
        Instance row = claimed("vm1");

        store.release(row.fence());
        store.release(row.fence());

        Instance after = row("vm1");
        assertThat(after.lease()).isEqualTo(new Lease(1, Optional.empty(), Optional.empty()));
        assertThat(after.tries()).isEqualTo(row.tries());
        assertThat(after.dueAt()).isEqualTo(row.dueAt());
        assertThatThrownBy(() -> store.saveCheckpoint(row.fence(), Optional.of("x")))
                .isInstanceOf(LeaseLostException.class);
        assertThat(claim().lease().epoch()).isEqualTo(2);
    }

    @Test
    void must_release_ofALostClaim_beSilent() {
        Instance row = claimed("vm1");
        Instance thief = stolen();

        store.release(row.fence());
        store.release(new Fence("nobody", 1, "worker"));

        assertThat(row("vm1")).isEqualTo(thief);
    }

    @Test
    void must_retryNow_makeAWaitingRowDue() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofHours(1)));
        assertThat(store.claim("worker", 1, LEASE)).isEmpty();

        assertThat(store.retryNow("vm1")).isTrue();

        assertThat(row("vm1").dueAt()).contains(store.now());
        assertThat(store.claim("worker", 1, LEASE)).hasSize(1);
    }

    @Test
    void must_retryNow_keepThePlaceOfAnOverdueRow() {
        insert("vm1");
        Instant due = row("vm1").dueAt().orElseThrow();
        clock.advance(Duration.ofSeconds(5));

        assertThat(store.retryNow("vm1")).isTrue();

        assertThat(row("vm1").dueAt()).contains(due);
    }

    @Test
    void must_retryNow_leaveARestingRowAlone() {
        resting("vm1");

        assertThat(store.retryNow("vm1")).isFalse();

        assertThat(row("vm1").dueAt()).isEmpty();
    }

    private void insertDueIn(String key, int seconds) {
        store.insert(
                new NewInstance(key, "deploy", "creation", 1, "{}", Duration.ofSeconds(seconds), List.of(), List.of()));
    }
}
