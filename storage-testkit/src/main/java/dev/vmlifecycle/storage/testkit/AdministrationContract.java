package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.vm.store.ForgetVm;
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.ProtectVm;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an administrator changes without a claim, while workers go on. */
abstract class AdministrationContract extends ContentionContract {
    private static final List<NewEvent> TOLD = List.of(new NewEvent("protection", "by admin"));

    private void insertVm(String key) {
        VmRow row = new VmRow(key, "ams1", Optional.empty(), Optional.empty(), "vm.example.com");
        assertThat(store.insert(new NewInstance(
                        key,
                        "deploy",
                        "creation",
                        1,
                        "{}",
                        Duration.ZERO,
                        List.of(new SaveVmRow(row)),
                        List.of(new NewEvent("started", "deploy")))))
                .isTrue();
    }

    @Test
    void must_administer_changeAndTell() {
        insertVm("vm1");

        assertThat(store.administer("vm1", new ProtectVm("vm1", true), TOLD)).contains(true);
        assertThat(store.administer("vm1", new ProtectVm("vm1", true), List.of()))
                .contains(false);
        assertThat(store.ask(new IsProtected("vm1"))).isTrue();
        assertThat(store.administer("vm1", new ProtectVm("vm1", false), TOLD)).contains(true);

        assertThat(store.ask(new IsProtected("vm1"))).isFalse();
        assertThat(store.events("vm1", 0, 10)).extracting(DurableEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(row("vm1").log().lastEvent()).isEqualTo(3);
    }

    @Test
    void must_administer_leaveAClaimAlone() {
        insertVm("vm1");
        Instance row = claim();

        assertThat(store.administer("vm1", new ProtectVm("vm1", true), TOLD)).isPresent();

        assertThat(store.call(row.fence(), new IsProtected("vm1"))).isTrue();
        commit(row.fence(), CommitDraft.of(row).to("set_ip"));
        assertThat(row("vm1").log().lastEvent()).isEqualTo(2);
        assertThat(store.ask(new IsProtected("vm1"))).isTrue();
    }

    @Test
    void must_delete_takeTheMarkToo() {
        insertVm("vm1");
        store.administer("vm1", new ProtectVm("vm1", true), List.of());

        assertThat(store.delete("vm1", store.find("vm1"), List.of(new ForgetVm("vm1"))))
                .isTrue();
        insertVm("vm1");

        assertThat(store.ask(new IsProtected("vm1"))).isFalse();
    }

    @Test
    void must_administer_absentKey_writeNothing() {
        assertThat(store.administer("vm1", new ProtectVm("vm1", true), TOLD)).isEmpty();
        assertThat(store.events("vm1", 0, 10)).isEmpty();
        assertThat(store.ask(new IsProtected("vm1"))).isFalse();
    }

    @Test
    void must_administer_unknownCall_writeNothing() {
        insertVm("vm1");

        assertThatThrownBy(() -> store.administer("vm1", new UnknownCall(), TOLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(UnknownCall.class.getName());
        assertThat(store.events("vm1", 0, 10)).hasSize(1);
    }

    @Test
    void must_administer_byManyThreads_numberEventsWithoutGaps() {
        insertVm("vm1");

        together(THREADS, () -> store.administer("vm1", new ProtectVm("vm1", true), TOLD));

        assertThat(store.events("vm1", 0, 100))
                .extracting(DurableEvent::seq)
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, THREADS + 1)
                        .boxed()
                        .toList());
    }
}
