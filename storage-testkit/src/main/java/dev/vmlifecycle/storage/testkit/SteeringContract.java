package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Pause;
import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.PermitsOf;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StepError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What operators change: pauses, single steps, resets. */
abstract class SteeringContract extends ReservationContract {

    private Pause pause() {
        return new Pause("admin (why)", store.now(), Optional.empty());
    }

    private Pause oneStep(String state) {
        return new Pause("admin (why)", store.now(), Optional.of(state));
    }

    private boolean steer(Instance seen, Steering steering) {
        return store.steer(seen, steering, List.of(new NewEvent("steered", "by admin")));
    }

    private boolean pauses(Instance seen) {
        return steer(seen, Steering.pausing(seen, Optional.of(pause())));
    }

    @Test
    void must_pause_takeAWaitingRowOutOfWhatIsDue_andResumeBringItBack() {
        insert("vm1");
        Instance before = row("vm1");

        assertThat(pauses(before)).isTrue();

        Instance paused = row("vm1");
        assertThat(paused.pause()).contains(pause());
        assertThat(paused.isPaused()).isTrue();
        assertThat(paused.hold()).contains("paused by admin (why)");
        assertThat(paused.dueAt()).isEmpty();
        assertThat(paused.tries()).isEqualTo(before.tries());
        assertThat(store.events("vm1", 0, 9)).extracting(DurableEvent::type).containsExactly("steered");
        clock.advance(Duration.ofHours(1));
        assertThat(store.claim("worker", 9, LEASE)).isEmpty();
        assertThat(store.nextDue()).isEmpty();
        assertThat(store.retryNow("vm1")).isFalse();

        assertThat(steer(paused, Steering.pausing(paused, Optional.empty()))).isTrue();

        Instance after = row("vm1");
        assertThat(after.pause()).isEmpty();
        assertThat(after.hold()).isEmpty();
        assertThat(after.dueAt()).contains(store.now());
        assertThat(claim().key()).isEqualTo("vm1");
    }

    @Test
    void must_pause_ofAClaimedRow_leaveItsWorkerAlone() {
        Instance row = claimed("vm1");

        assertThat(pauses(row)).isTrue();

        Instance noted = row("vm1");
        assertThat(noted.pause()).contains(pause());
        assertThat(noted.hold()).isEmpty();
        assertThat(noted.lease()).isEqualTo(row.lease());
        assertThat(noted.dueAt()).isEqualTo(row.dueAt());
        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .to("set_ip")
                        .dueIn(Duration.ZERO)
                        .leaseFor(LEASE)
                        .build());
        assertThat(after.pause()).contains(pause());
        assertThat(after).isEqualTo(row("vm1"));
        assertThat(steer(after, Steering.pausing(after, Optional.empty()))).isTrue();
        assertThat(row("vm1").pause()).isEmpty();
    }

    @Test
    void must_pause_keepRequestsFromStarting() {
        insert("vm1");
        pauses(row("vm1"));

        assertThat(request(row("vm1"), request("terminate", true))).isTrue();

        assertThat(row("vm1").dueAt()).isEmpty();
        assertThat(store.claim("worker", 1, LEASE)).isEmpty();
        Instance paused = row("vm1");
        steer(paused, Steering.pausing(paused, Optional.empty()));
        assertThat(claim().request()).isPresent();
    }

    @Test
    void must_pause_whileACommitIsUnderWay_keepItsRequestFromStarting() {
        Instance row = claimed("vm1");
        request(row("vm1"), request("terminate", true));
        pauses(row("vm1"));

        Instance after =
                store.commit(row.fence(), CommitDraft.of(row).to("ready").build());

        assertThat(after.dueAt()).isEmpty();
        assertThat(after.request()).isPresent();
        assertThat(after).isEqualTo(row("vm1"));
    }

    @Test
    void must_oneStep_letARowRun_withFreshCounters() {
        Instance row = claimed("vm1");
        commit(
                row.fence(),
                CommitDraft.of(row)
                        .tries(4, 3, 2)
                        .dueIn(Duration.ofHours(1))
                        .error(StepError.of(ErrorKind.TRANSIENT, "no answer")));
        Instance failing = row("vm1");

        assertThat(steer(failing, Steering.pausing(failing, Optional.of(oneStep("creation")))))
                .isTrue();

        Instance after = row("vm1");
        assertThat(after.isPaused()).isFalse();
        assertThat(after.tries()).isEqualTo(new Tries(0, 0, 0, store.now()));
        assertThat(after.lastError()).isPresent();
        assertThat(after.dueAt()).contains(store.now());
        Instance claimed = claim();
        assertThat(claimed.pause()).contains(oneStep("creation"));
        Instance moved = store.commit(
                claimed.fence(),
                CommitDraft.of(claimed).to("set_ip").leaseFor(LEASE).build());
        assertThat(moved.isPaused()).isTrue();
    }

    @Test
    void must_reset_moveARow_andBeginAnew() {
        Instance row = claimed("vm1");
        PermitName clones = PermitName.of("clone");
        store.call(row.fence(), new AcquirePermit("vm1", clones, PermitLimit.of(1)));
        commit(
                row.fence(),
                CommitDraft.of(row)
                        .tries(4, 3, 2)
                        .dueIn(Duration.ofHours(1))
                        .checkpoint(Optional.of("note"))
                        .needsAttention()
                        .error(StepError.of(ErrorKind.TRANSIENT, "no answer")));
        request(row("vm1"), request("change_package", false));
        Instance seen = row("vm1");
        Pointer to = new Pointer("change_package", "cp_stop", 2);

        assertThat(steer(seen, new Steering(to, Optional.empty(), true, true))).isTrue();

        Instance after = row("vm1");
        assertThat(after.pointer()).isEqualTo(to);
        assertThat(after.tries()).isEqualTo(new Tries(0, 0, 0, store.now()));
        assertThat(after.checkpoint()).isEmpty();
        assertThat(after.lastError()).isEmpty();
        assertThat(after.needsAttention()).isFalse();
        assertThat(after.request()).isEmpty();
        assertThat(after.dueAt()).contains(store.now());
        assertThat(after.log().lastEvent()).isEqualTo(2);
        assertThat(store.ask(new PermitsOf(clones))).isEmpty();
    }

    @Test
    void must_reset_leadOutOfAHold() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ZERO).hold("no step after x in this version"));
        Instance held = row("vm1");

        steer(held, new Steering(new Pointer("deploy", "set_ip", 1), Optional.empty(), false, false));

        assertThat(claim().hold()).isEmpty();
    }

    @Test
    void must_withdraw_dropTheRequest_andNothingElse() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofHours(1)).hold("held"));
        request(row("vm1"), request("change_package", false));
        Instance seen = row("vm1");

        assertThat(steer(seen, new Steering(seen.pointer(), Optional.empty(), true, false)))
                .isTrue();

        Instance after = row("vm1");
        assertThat(after.request()).isEmpty();
        assertThat(after.hold()).isEqualTo(seen.hold());
        assertThat(after.dueAt()).isEqualTo(seen.dueAt());
        request(after, request("terminate", true));
        assertThat(row("vm1").request().orElseThrow().id()).isEqualTo(2);
    }

    @Test
    void must_steer_onARowThatChanged_beRefusedWhole() {
        insert("vm1");
        Instance early = row("vm1");
        Instance claimed = claim();

        assertThat(pauses(early)).as("claimed since").isFalse();
        Pointer elsewhere = new Pointer("deploy", "set_ip", 1);
        assertThat(steer(claimed, new Steering(elsewhere, Optional.empty(), false, false)))
                .as("a worker has it")
                .isFalse();
        assertThat(steer(claimed, Steering.pausing(claimed, Optional.of(oneStep("creation")))))
                .as("a worker has it")
                .isFalse();
        assertThat(pauses(claimed)).isTrue();
        assertThat(pauses(claimed)).as("paused since").isFalse();
        request(row("vm1"), request("terminate", true));

        assertThat(store.events("vm1", 0, 9)).hasSize(2);
        assertThat(row("vm1").pointer()).isEqualTo(claimed.pointer());
    }

    @Test
    void must_steer_byManyThreads_giveOneOfThem_andNumberEvents() {
        insert("vm1");
        Instance seen = row("vm1");
        AtomicInteger won = new AtomicInteger();

        together(THREADS, () -> pauses(seen) ? won.incrementAndGet() : 0);

        assertThat(won).hasValue(1);
        assertThat(store.events("vm1", 0, 99)).extracting(DurableEvent::seq).containsExactly(1L);
    }
}
