package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of a subject while it may be busy. */
abstract class RequestContract extends RunLogContract {

    @Test
    void must_request_preempting_makeAWaitingRowDue() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofHours(1)));

        assertThat(request(row("vm1"), request("terminate", true))).isTrue();

        Instance after = row("vm1");
        assertThat(after.dueAt()).contains(store.now());
        assertThat(after.request()).contains(new Request(1, "terminate", true, "payload", "admin: why", store.now()));
        assertThat(after.log().lastEvent()).isEqualTo(1);
    }

    @Test
    void must_request_waiting_leaveABusyRowAlone() {
        Instance row = claimed("vm1");
        commit(row.fence(), CommitDraft.of(row).dueIn(Duration.ofHours(1)));

        assertThat(request(row("vm1"), request("change_package", false))).isTrue();

        assertThat(row("vm1").dueAt()).contains(store.now().plus(Duration.ofHours(1)));
    }

    @Test
    void must_request_waiting_startARestingRow() {
        resting("vm1");

        assertThat(request(row("vm1"), request("change_package", false))).isTrue();

        assertThat(row("vm1").dueAt()).contains(store.now());
        assertThat(claim().request()).isPresent();
    }

    @Test
    void must_request_keepThePlaceOfAnOverdueRow() {
        insert("vm1");
        Instance before = row("vm1");
        clock.advance(Duration.ofSeconds(9));

        request(before, request("terminate", true));

        assertThat(row("vm1").dueAt()).isEqualTo(before.dueAt());
    }

    @Test
    void must_request_onARowClaimedMeanwhile_beRefused() {
        insert("vm1");
        Instance before = row("vm1");
        Instance claimed = claim();

        assertThat(request(before, request("terminate", true))).isFalse();
        assertThat(request(claimed, request("terminate", true))).isTrue();
    }

    @Test
    void must_request_onAChangedRow_beRefusedWhole() {
        Instance seen = claimed("vm1");
        assertThat(request(seen, request("a", true))).isTrue();

        assertThat(request(seen, request("b", true))).isFalse();
        Instance withRequest = row("vm1");
        commit(seen.fence(), CommitDraft.of(seen).to("set_ip"));
        assertThat(request(withRequest, request("c", true))).isFalse();

        assertThat(row("vm1").request().map(Request::pipeline)).contains("a");
        assertThat(store.events("vm1", 0, 10)).hasSize(1);
    }

    @Test
    void must_request_ofAnAbsentKey_beRefused() {
        Instance row = claimed("vm1");
        Instance nobody = new Instance(
                "nobody",
                row.pointer(),
                row.tries(),
                row.lease(),
                row.dueAt(),
                row.checkpoint(),
                row.subject(),
                row.lastError(),
                row.hold(),
                row.needsAttention(),
                row.request(),
                row.pause(),
                row.log());

        assertThat(request(nobody, request("terminate", true))).isFalse();
    }

    @Test
    void must_request_replaceOneThatWaits_underANewId() {
        insert("vm1");
        request(row("vm1"), request("change_package", false));
        request(row("vm1"), request("terminate", true));

        assertThat(row("vm1").request().map(Request::pipeline)).contains("terminate");
        assertThat(row("vm1").request().map(Request::id)).contains(2L);
    }

    @Test
    void must_commit_answerARequestThatCameMeanwhile_andBeDueForIt() {
        Instance row = claimed("vm1");
        request(row("vm1"), request("terminate", true));

        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row).to("set_ip").dueIn(Duration.ofHours(1)).build());

        assertThat(after.request().map(Request::pipeline)).contains("terminate");
        assertThat(after.dueAt()).contains(store.now());
    }

    @Test
    void must_commit_leaveAWaitingRequest_untilTheRowRests() {
        Instance row = claimed("vm1");
        request(row("vm1"), request("change_package", false));

        Instance busy = store.commit(
                row.fence(),
                CommitDraft.of(row).dueIn(Duration.ofHours(1)).leaseFor(LEASE).build());
        assertThat(busy.dueAt()).contains(store.now().plus(Duration.ofHours(1)));

        Instance rests = store.commit(row.fence(), CommitDraft.of(busy).build());
        assertThat(rests.dueAt()).contains(store.now());
    }

    @Test
    void must_commit_consume_clearTheRequest() {
        resting("vm1");
        request(row("vm1"), request("change_package", false));
        Instance row = claim();

        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .consumes(row.request().orElseThrow().id())
                        .dueIn(Duration.ZERO)
                        .build());
        assertThat(after.request()).isEmpty();

        request(row("vm1"), request("terminate", true));
        assertThat(row("vm1").request().map(Request::id)).contains(2L);
    }

    @Test
    void must_commit_consumeARequestReplacedMeanwhile_keepTheNewOne() {
        resting("vm1");
        request(row("vm1"), request("change_package", false));
        Instance row = claim();
        request(row("vm1"), request("terminate", true));

        Instance after = store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .consumes(row.request().orElseThrow().id())
                        .dueIn(Duration.ofHours(1))
                        .build());

        assertThat(after.request().map(Request::pipeline)).contains("terminate");
        assertThat(after.dueAt()).contains(store.now());
    }

    @Test
    void must_request_byManyThreads_succeedForOne() {
        insert("vm1");
        Instance seen = row("vm1");

        List<Boolean> answers = together(THREADS, () -> request(seen, request("terminate", true)));

        assertThat(answers).containsOnlyOnce(true).hasSize(THREADS);
        assertThat(row("vm1").request().map(Request::id)).isEqualTo(Optional.of(1L));
        assertThat(store.events("vm1", 0, 100)).hasSize(1);
    }
}
