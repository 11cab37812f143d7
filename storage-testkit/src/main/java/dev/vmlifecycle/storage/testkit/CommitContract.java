package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Lease;
import dev.vmlifecycle.engine.Instance.LogCursor;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a step's result changes, all or nothing, under the fence. */
abstract class CommitContract extends ClaimContract {

    private static final Notification READY = new Notification("vm1/ready/1", "vm_ready", "vm1 is ready");

    @Test
    void must_commit_writeEverything_andAnswerTheRow() {
        Instance row = claimed("vm1");
        clock.advance(Duration.ofSeconds(3));
        StepError error = StepError.of(ErrorKind.CAPACITY, "pool empty (expected: a free address)");

        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .pipeline("change_package", "begun", 2)
                        .tries(4, 5, 6)
                        .restart()
                        .dueIn(Duration.ofSeconds(30))
                        .checkpoint(Optional.of("note"))
                        .subject("{\"a\":1}")
                        .error(error)
                        .hold("paused")
                        .needsAttention()
                        .leaseFor(LEASE)
                        .run(RunLines.waiting(RunWrite.Mode.OPEN, 1, store.now()))
                        .events(new NewEvent("began", "text"))
                        .build());

        assertThat(after)
                .isEqualTo(new Instance(
                        "vm1",
                        new Pointer("change_package", "begun", 2),
                        new Tries(4, 5, 6, store.now()),
                        new Lease(
                                1,
                                Optional.of("worker"),
                                Optional.of(store.now().plus(LEASE))),
                        Optional.of(store.now().plusSeconds(30)),
                        Optional.of("note"),
                        "{\"a\":1}",
                        Optional.of(error),
                        Optional.of("paused"),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        new LogCursor(1, Optional.of("W|deploy|clone"), 1, 1)))
                .isEqualTo(row("vm1"));
    }

    @Test
    void must_commit_clearWhatItDoesNotName_butTheSubject() {
        must_commit_writeEverything_andAnswerTheRow();
        Instance row = row("vm1");

        Instance after = store.commit(
                row.fence(), CommitDraft.of(row).checkpoint(Optional.empty()).build());

        assertThat(after.dueAt()).isEmpty();
        assertThat(after.checkpoint()).isEmpty();
        assertThat(after.lastError()).isEmpty();
        assertThat(after.hold()).isEmpty();
        assertThat(after.needsAttention()).isFalse();
        assertThat(after.subject()).isEqualTo("{\"a\":1}");
        assertThat(after.tries().since()).isEqualTo(row.tries().since());
        assertThat(after.lease()).isEqualTo(new Lease(1, Optional.empty(), Optional.empty()));
        assertThat(after.log()).isEqualTo(new LogCursor(1, Optional.of("W|deploy|clone"), 1, 2));
    }

    @Test
    void must_commit_keepSince_unlessTheStepIsAnnouncedAnew() {
        Instance row = claimed("vm1");
        clock.advance(Duration.ofSeconds(3));

        Instance polled = store.commit(
                row.fence(), CommitDraft.of(row).tries(1, 1, 0).leaseFor(LEASE).build());
        assertThat(polled.tries().since()).isEqualTo(row.tries().since());

        Instance next = store.commit(
                row.fence(), CommitDraft.of(polled).tries(1, 0, 0).restart().build());
        assertThat(next.tries()).isEqualTo(new Tries(1, 0, 0, store.now()));
    }

    @Test
    void must_commit_withTheLeaseKept_goOnUnderTheSameFence() {
        Instance row = claimed("vm1");

        commit(row.fence(), CommitDraft.of(row).to("a").dueIn(Duration.ZERO).leaseFor(LEASE));
        assertThat(store.claim("other", 1, LEASE)).isEmpty();
        commit(row.fence(), CommitDraft.of(row).to("b").dueIn(Duration.ZERO));

        assertThat(row("vm1").pointer().state()).isEqualTo("b");
        assertThatThrownBy(() -> commit(row.fence(), CommitDraft.of(row).to("c")))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void must_fencedWrites_afterALaterClaim_beRefusedWhole() {
        Instance row = claimed("vm1");
        Instance thief = stolen();

        assertRefused(row.fence());
        assertRefused(new Fence("vm1", thief.lease().epoch(), "worker"));
        assertRefused(new Fence("vm1", thief.lease().epoch() + 1, "thief"));
        assertRefused(new Fence("nobody", 1, "worker"));

        assertThat(row("vm1")).isEqualTo(thief);
        assertThat(store.events("vm1", 0, 10)).isEmpty();
        assertThat(store.runs("vm1", 10)).isEmpty();
        assertThat(store.outbox(10)).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
    }

    private void assertRefused(Fence fence) {
        CommitDraft draft = CommitDraft.of(row("vm1"))
                .to("stolen")
                .run(RunLines.open(1, "stolen", store.now()))
                .events(new NewEvent("began", "text"))
                .notifications(READY)
                .commands(new SaveVmRow(VM));
        assertThatThrownBy(() -> commit(fence, draft)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.saveCheckpoint(fence, Optional.of("x"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.call(fence, new VmRowOf("vm1"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.call(fence, ReservationContract.vmid("vm1", 100, 110)))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void must_commit_unknownCommand_writeNothing() {
        Instance row = claimed("vm1");

        assertThatThrownBy(() -> commit(
                        row.fence(),
                        CommitDraft.of(row)
                                .to("set_ip")
                                .run(RunLines.open(1, "set_ip", store.now()))
                                .events(new NewEvent("began", "text"))
                                .notifications(READY)
                                .commands(new SaveVmRow(VM), new UnknownCommand())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(UnknownCommand.class.getName());

        assertThat(row("vm1")).isEqualTo(row);
        assertThat(store.events("vm1", 0, 10)).isEmpty();
        assertThat(store.runs("vm1", 10)).isEmpty();
        assertThat(store.outbox(10)).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
    }

    @Test
    void must_saveCheckpoint_beDurableAtOnce_andClearable() {
        Instance row = claimed("vm1");

        store.saveCheckpoint(row.fence(), Optional.of("UPID:ams1"));
        assertThat(row("vm1").checkpoint()).contains("UPID:ams1");

        store.saveCheckpoint(row.fence(), Optional.empty());
        assertThat(row("vm1")).isEqualTo(row);
    }

    @Test
    void must_events_beNumberedWithoutGaps() {
        Instance row = claimed("vm1");
        request(row("vm1"), request("terminate", true));
        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .events(new NewEvent("a", "1"), new NewEvent("b", "2"))
                        .build());

        assertThat(after.log().lastEvent()).isEqualTo(3);
        assertThat(store.events("vm1", 0, 10)).extracting(DurableEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(store.events("vm1", 1, 1)).extracting(DurableEvent::type).containsExactly("a");
        assertThat(store.events("vm1", 3, 10)).isEmpty();
        assertThat(store.events("vm1", 0, 0)).isEmpty();
    }

    @Test
    void must_outbox_holdAnIdOnce_untilItIsDelivered() {
        Instance row = claimed("vm1");
        Notification second = new Notification("a-second", "vm_ready", "two");
        commit(row.fence(), CommitDraft.of(row).notifications(READY, second).leaseFor(LEASE));
        clock.advance(Duration.ofSeconds(1));
        Notification changed = new Notification(READY.id(), "vm_ready", "repeated");
        commit(row.fence(), CommitDraft.of(row).notifications(changed).leaseFor(LEASE));

        assertThat(store.outbox(10))
                .containsExactly(new OutboxEntry("vm1", READY, 0), new OutboxEntry("vm1", second, 0));
        assertThat(store.outbox(1)).hasSize(1);

        store.outboxResult(READY.id(), false);
        assertThat(store.outbox(1)).containsExactly(new OutboxEntry("vm1", READY, 1));

        store.outboxResult(READY.id(), true);
        store.outboxResult(READY.id(), false);
        store.outboxResult("nobody", true);
        commit(row.fence(), CommitDraft.of(row).notifications(READY));
        assertThat(store.outbox(10)).extracting(OutboxEntry::notification).isEqualTo(List.of(second));
    }
}
