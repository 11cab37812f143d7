package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.vm.store.CountVms;
import dev.vmlifecycle.vm.store.FindVms;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** VMs are listed and counted. */
abstract class SearchContract extends DeletionContract {
    private static final FindVms ALL = new FindVms(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, "", 100);

    private void vm(String key, String state, String cluster, String node) {
        VmRow row = new VmRow(key, cluster, Optional.empty(), Optional.of(NodeName.of(node)), key + ".example.com");
        store.insert(
                new NewInstance(key, "deploy", state, 1, "{}", Duration.ZERO, List.of(new SaveVmRow(row)), List.of()));
    }

    private static FindVms inStates(Optional<Boolean> ending, String... states) {
        return new FindVms(
                List.of(states), ending, Optional.empty(), Optional.empty(), Optional.empty(), false, "", 100);
    }

    private void three() {
        vm("vm1", "ready", "ams1", "pve1");
        vm("vm2", "set_ip", "ams1", "pve2");
        vm("vm3", "ready", "fra1", "pve1");
    }

    @Test
    void must_find_byEachColumn_inKeyOrder() {
        three();

        assertThat(store.ask(ALL)).containsExactly("vm1", "vm2", "vm3");
        assertThat(store.ask(inStates(Optional.empty(), "ready"))).containsExactly("vm1", "vm3");
        assertThat(store.ask(inStates(Optional.empty(), "ready", "set_ip"))).containsExactly("vm1", "vm2", "vm3");
        assertThat(store.ask(inStates(Optional.empty(), "nowhere"))).isEmpty();
        assertThat(store.ask(new FindVms(
                        List.of(),
                        Optional.empty(),
                        Optional.of("ams1"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "",
                        100)))
                .containsExactly("vm1", "vm2");
        assertThat(store.ask(new FindVms(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NodeName.of("pve1")),
                        Optional.of("vm3.example.com"),
                        false,
                        "",
                        100)))
                .containsExactly("vm3");
    }

    @Test
    void must_find_inPages() {
        three();

        assertThat(store.ask(new FindVms(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "vm1",
                        1)))
                .containsExactly("vm2");
        assertThat(store.ask(new FindVms(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "vm3",
                        1)))
                .isEmpty();
    }

    @Test
    void must_find_countAnAskedTerminationAsAsked() {
        three();
        request(row("vm1"), request("terminate", true));

        assertThat(store.ask(inStates(Optional.of(false), "ready"))).containsExactly("vm3");
        assertThat(store.ask(inStates(Optional.of(true), "terminate"))).containsExactly("vm1");
        assertThat(store.ask(inStates(Optional.empty(), "ready"))).containsExactly("vm1", "vm3");
    }

    @Test
    void must_find_thoseThatNeedAttention() {
        vm("vm1", "set_ip", "ams1", "pve1");
        Instance row = claim();
        commit(row.fence(), CommitDraft.of(row).needsAttention());
        vm("vm2", "set_ip", "ams1", "pve1");

        assertThat(store.ask(new FindVms(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        "",
                        100)))
                .containsExactly("vm1");
    }

    @Test
    void must_count_alikeVmsTogether() {
        assertThat(store.ask(new CountVms())).isEmpty();
        three();
        request(row("vm1"), request("terminate", true));

        assertThat(store.ask(new CountVms()))
                .containsExactlyInAnyOrder(
                        new CountVms.Count("ready", true, false, false, 1),
                        new CountVms.Count("set_ip", false, false, false, 1),
                        new CountVms.Count("ready", false, false, false, 1));
        vm("vm4", "set_ip", "ams1", "pve1");
        assertThat(store.ask(new CountVms())).contains(new CountVms.Count("set_ip", false, false, false, 2));
    }
}
