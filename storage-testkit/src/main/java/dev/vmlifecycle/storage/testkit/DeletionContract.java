package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subjects whose record is deleted by hand. */
abstract class DeletionContract extends RequestContract {

    private static NewInstance vm(String key) {
        return new NewInstance(
                key, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of(new NewEvent("started", "x")));
    }

    private boolean delete(Instance seen) {
        return store.delete(seen.key(), Optional.of(seen), List.of());
    }

    @Test
    void must_delete_takeTheRowAndItsHistory_andLeaveOthers() {
        store.insert(vm("vm1"));
        store.insert(vm("vm2"));

        assertThat(delete(row("vm1"))).isTrue();

        assertThat(store.find("vm1")).isEmpty();
        assertThat(store.events("vm1", 0, 10)).isEmpty();
        assertThat(store.runs("vm1", 10)).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
        assertThat(store.find("vm2")).isPresent();
        assertThat(store.events("vm2", 0, 10)).hasSize(1);
    }

    @Test
    void must_delete_ofARowThatChanged_beRefused() {
        store.insert(vm("vm1"));
        Instance before = row("vm1");
        request(before, request("terminate", true));

        assertThat(delete(before)).isFalse();
        assertThat(delete(row("vm1"))).as("asked for something").isFalse();
        assertThat(store.events("vm1", 0, 10)).isNotEmpty();
    }

    @Test
    void must_delete_ofAClaimedRow_beRefused_andAnOldClaimFindNothing() {
        Instance claimed = claimed("vm1");
        assertThat(delete(claimed)).isFalse();

        store.release(claimed.fence());
        assertThat(delete(row("vm1"))).isTrue();
        assertThatThrownBy(() -> commit(claimed.fence(), CommitDraft.of(claimed)))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void must_delete_repeated_beRefused_andOfNothing_applyTheCommands() {
        store.insert(vm("vm1"));
        Instance before = row("vm1");

        assertThat(store.delete("vm1", Optional.empty(), List.of()))
                .as("there is one")
                .isFalse();
        assertThat(delete(before)).isTrue();
        assertThat(delete(before)).isFalse();
        assertThat(store.delete("vm1", Optional.empty(), List.of())).isTrue();
    }

    @Test
    void must_delete_keepWhatWaitsInTheOutbox_andForgetWhatIsDelivered() {
        Instance row = claimed("vm1");
        Notification waits = new Notification("waits:1", "ready", "x");
        Notification done = new Notification("done:1", "ready", "x");
        commit(row.fence(), CommitDraft.of(row).notifications(waits, done));
        store.outboxResult("done:1", true);

        assertThat(delete(row("vm1"))).isTrue();

        assertThat(store.outbox(10))
                .extracting(entry -> entry.notification().id())
                .containsExactly("waits:1");
        Instance again = claimed("vm1");
        commit(again.fence(), CommitDraft.of(again).notifications(done));
        assertThat(store.outbox(10))
                .extracting(entry -> entry.notification().id())
                .containsExactlyInAnyOrder("waits:1", "done:1");
    }
}
