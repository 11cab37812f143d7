package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.vm.store.Ledger;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.ReservedVmid;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same again, on what is not there, and by who may not any more. */
abstract class RepetitionContract extends PermitContract {
    private static final Duration QUARANTINE = Duration.ofDays(1);
    private static final LedgerEntry ENTRY = new LedgerEntry(
            "main", DnsName.parse("example.com"), DnsName.parse("vm1.example.com"), RecordType.A, "192.0.2.1");

    private StepCommit full(Instance row, Duration leaseFor) {
        return CommitDraft.of(row)
                .to("set_ip")
                .dueIn(Duration.ZERO)
                .run(RunLines.open(1, "set_ip", store.now()))
                .events(new NewEvent("ip", "given"))
                .notifications(new Notification("n1", "vm_ready", "vm1"))
                .commands(new SaveVmRow(VM))
                .leaseFor(leaseFor)
                .build();
    }

    private void assertAppliedOnce() {
        assertThat(store.runs("vm1", 10))
                .hasSize(1)
                .allSatisfy(run -> assertThat(run.lines()).hasSize(1));
        assertThat(store.events("vm1", 0, 10)).hasSize(1);
        assertThat(store.outbox(10)).hasSize(1);
        assertThat(row("vm1").log().lastCommit()).isEqualTo(1);
    }

    @Test
    void must_commit_repeated_answerTheRow_andApplyNothingAgain() {
        Instance row = claimed("vm1");
        StepCommit commit = full(row, LEASE);
        Instance after = store.commit(row.fence(), commit);
        clock.advance(Duration.ofSeconds(5));

        assertThat(store.commit(row.fence(), commit)).isEqualTo(after);

        assertThat(row("vm1")).isEqualTo(after);
        assertAppliedOnce();
    }

    @Test
    void must_commit_repeated_afterItGaveTheLeaseBack_answerTheRow() {
        Instance row = claimed("vm1");
        StepCommit commit = full(row, Duration.ZERO);
        Instance after = store.commit(row.fence(), commit);

        assertThat(store.commit(row.fence(), commit)).isEqualTo(after);

        assertAppliedOnce();
        assertThatThrownBy(() -> store.commit(
                        row.fence(), CommitDraft.of(after).to("more").build()))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void must_commit_repeated_afterALaterClaim_beRefused() {
        Instance row = claimed("vm1");
        StepCommit commit = full(row, LEASE);
        store.commit(row.fence(), commit);
        Instance thief = stolen();

        assertThatThrownBy(() -> store.commit(row.fence(), commit)).isInstanceOf(LeaseLostException.class);
        Fence forged = new Fence("vm1", thief.lease().epoch(), "worker");
        assertThatThrownBy(() -> store.commit(forged, commit)).isInstanceOf(LeaseLostException.class);

        assertThat(row("vm1")).isEqualTo(thief);
        assertAppliedOnce();
    }

    @Test
    void must_commit_repeated_afterARequestCameIn_answerItToo() {
        Instance row = claimed("vm1");
        StepCommit commit = CommitDraft.of(row).to("set_ip").leaseFor(LEASE).build();
        store.commit(row.fence(), commit);
        request(row("vm1"), request("terminate", true));

        Instance again = store.commit(row.fence(), commit);

        assertThat(again.request().map(Request::pipeline)).contains("terminate");
        assertThat(again.dueAt()).isPresent();
    }

    @Test
    void must_commit_withANumberOutOfTurn_beRefusedWhole() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).to("one").leaseFor(LEASE));
        commit(row.fence(), CommitDraft.of(row).to("two").leaseFor(LEASE));
        Instance before = row("vm1");

        for (long number : List.of(0L, 1L, 4L)) {
            CommitDraft draft = CommitDraft.of(before).number(number).to("odd").events(new NewEvent("odd", ""));
            assertThatThrownBy(() -> store.commit(row.fence(), draft.build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("number " + number);
        }

        assertThat(row("vm1")).isEqualTo(before);
        assertThat(store.events("vm1", 0, 10)).isEmpty();
    }

    @Test
    void must_renewAndSaveCheckpoint_repeated_leaveTheSame() {
        Fence fence = claimed("vm1").fence();
        store.renew(List.of(fence), LEASE);
        store.saveCheckpoint(fence, Optional.of("upid"));
        Instance before = row("vm1");

        assertThat(store.renew(List.of(fence, fence), LEASE)).isEmpty();
        store.saveCheckpoint(fence, Optional.of("upid"));

        assertThat(row("vm1")).isEqualTo(before);
    }

    @Test
    void must_retryNow_repeated_keepTheFirstTime() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofHours(1)));
        store.retryNow("vm1");
        Optional<Instant> due = row("vm1").dueAt();
        clock.advance(Duration.ofSeconds(5));

        assertThat(store.retryNow("vm1")).isTrue();

        assertThat(row("vm1").dueAt()).isEqualTo(due);
    }

    @Test
    void must_calls_ofAnAbsentKey_answerNothing() {
        assertThat(store.ask(new AddressesOf("nobody"))).isEmpty();
        assertThat(store.ask(new LedgerOf("nobody"))).isEqualTo(new Ledger(List.of(), List.of()));
        assertThat(store.ask(new ReservedVmid("nobody", "ams1"))).isEmpty();
        assertThat(store.ask(new VmRowOf("nobody"))).isEmpty();
    }

    @Test
    void must_calls_underALostClaim_beRefused_andReserveNothing() {
        Fence lost = claimed("vm1").fence();
        stolen();
        List<StoreCall<?>> calls = List.of(
                new VmRowOf("vm1"),
                new AddressesOf("vm1"),
                new LedgerOf("vm1"),
                new ReservedVmid("vm1", "ams1"),
                vmid("vm1", 100, 110),
                addresses("vm1", 1, pool("a", "192.0.2.0/29")));

        assertThat(calls)
                .allSatisfy(call ->
                        assertThatThrownBy(() -> store.call(lost, call)).isInstanceOf(LeaseLostException.class));

        assertThat(store.ask(new AddressesOf("vm1"))).isEmpty();
        assertThat(store.ask(new ReservedVmid("vm1", "ams1"))).isEmpty();
    }

    @Test
    void must_commands_underALostClaim_changeNothing() {
        Instance row = claimed("vm1");
        store.call(row.fence(), vmid("vm1", 100, 110));
        store.call(row.fence(), addresses("vm1", 2, pool("a", "192.0.2.0/29")));
        stolen();
        List<Object> before = subjectTables();

        for (StoreCommand command : commands()) {
            assertThatThrownBy(() -> commit(row.fence(), CommitDraft.of(row).commands(command)))
                    .isInstanceOf(LeaseLostException.class);
        }

        assertThat(subjectTables()).isEqualTo(before);
    }

    @Test
    void must_commands_onNothing_orRepeated_beSilent() {
        Instance row = claimed("vm1");
        for (int round = 0; round < 2; round++) {
            for (StoreCommand command : commands()) {
                commit(
                        row.fence(),
                        CommitDraft.of(row).commands(command, command).leaseFor(LEASE));
            }
        }

        assertThat(store.ask(new AddressesOf("vm1"))).isEmpty();
        assertThat(store.ask(new ReservedVmid("vm1", "ams1"))).isEmpty();
        assertThat(store.ask(new LedgerOf("vm1"))).isEqualTo(new Ledger(List.of(ENTRY), List.of()));
        assertThat(store.ask(new VmRowOf("vm1"))).contains(VM);
    }

    @Test
    void must_keys_thatLookAlike_beTwo() {
        insert("vm", "VM", "vm ", "vn", "vḿ");

        assertThat(store.list("", 10)).extracting(Instance::key).containsExactly("VM", "vm", "vm ", "vn", "vḿ");
        assertThat(store.find("Vm")).isEmpty();
        assertThat(store.find("vm  ")).isEmpty();
    }

    @Test
    void must_texts_keepWhatProgramsAndPeopleWrite() {
        Instance row = claimed("vm1");
        String odd = "\uD83D\uDE80 'quoted' \"twice\" 100% _ back\\slash {\"a\":1} €\n\ttab ?";

        commit(
                row.fence(),
                CommitDraft.of(row)
                        .subject(odd)
                        .checkpoint(Optional.of(odd))
                        .events(new NewEvent("odd", odd), new NewEvent("nul", "a\u0000b"))
                        .leaseFor(LEASE));

        assertThat(row("vm1").subject()).isEqualTo(odd);
        assertThat(row("vm1").checkpoint()).contains(odd);
        assertThat(store.events("vm1", 0, 10).get(0).text()).isEqualTo(odd);
        // a store may replace what its database does not have, it may not refuse it
        assertThat(store.events("vm1", 1, 10).get(0).text()).matches("(?s)a.b");
    }

    private List<Object> subjectTables() {
        return List.of(
                store.ask(new VmRowOf("vm1")),
                store.ask(new AddressesOf("vm1")),
                store.ask(new LedgerOf("vm1")),
                store.ask(new ReservedVmid("vm1", "ams1")));
    }

    private static List<StoreCommand> commands() {
        return List.of(
                new SaveVmRow(VM),
                new RetireVmid("vm1", QUARANTINE),
                new MarkLeaving("vm1", List.of(IpAddress.parse("192.0.2.1"))),
                new ReleaseAddresses("vm1", false, QUARANTINE),
                new LedgerChange("vm1", List.of(), List.of(ENTRY)));
    }
}
