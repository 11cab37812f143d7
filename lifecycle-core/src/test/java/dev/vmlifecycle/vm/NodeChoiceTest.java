package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.simulator.BridgeSpec;
import dev.vmlifecycle.proxmox.simulator.NodeSpec;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The best of several nodes, decided once, with what is promised to others counted. */
class NodeChoiceTest extends FailureModes {
    private static final NodeName PVE1 = NodeName.of("pve1");
    private static final NodeName PVE2 = NodeName.of("pve2");
    private static final NodeName PVE3 = NodeName.of("pve3");

    NodeChoiceTest() {
        super(VmWorld.create(cluster -> cluster.nodes(
                node("pve1", "8G", "vmbr0"), node("pve2", "12G", "vmbr0"), node("pve3", "64G", "vmbr9"))));
    }

    private static NodeSpec node(String name, String memory, String bridge) {
        return new NodeSpec(name, new NodeSpec.Cores(16), memory, List.of(BridgeSpec.uplinked(bridge)));
    }

    private static DeployRequest anywhere(String key, int gib) {
        PackageSpec pkg = plain().toBuilder().memory(ByteSize.ofGiB(gib)).build();
        return DeployRequest.of(
                VmKey.of(key),
                "vm" + key + ".example.com",
                pkg,
                VmWorld.onto("pve1", CloneMode.FULL).amongst(List.of(PVE1, PVE2, PVE3)));
    }

    private List<ReservedNodes.Promise> promises() {
        return world.store.ask(new ReservedNodes("ams1"));
    }

    @Test
    void nodeWithMostFreeMemory_isPicked_andTheVmGetsThere() {
        host.deploy(anywhere("1", 1));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).node()).isEqualTo("pve2");
        assertThat(host.events(VmKey.of("1"), 0))
                .extracting(DurableEvent::text)
                .contains("on pve2 of [pve1, pve2, pve3]");
        assertThat(promises()).isEmpty();
    }

    @Test
    void vmsOrderedAtTheSameTime_spread_sinceWhatIsPromisedCounts() {
        for (String key : List.of("1", "2", "3")) {
            host.deploy(anywhere(key, 3));
        }
        host.tick(Budget.once());

        assertThat(promises()).extracting(promise -> promise.node().value()).containsExactly("pve2", "pve2", "pve1");
        world.settle(host);
        assertThat(List.of(
                        remote(5000).node(), remote(5001).node(), remote(5002).node()))
                .containsExactlyInAnyOrder("pve2", "pve2", "pve1");
    }

    @Test
    void vmOnAFixedNode_countsForTheOthers() {
        PackageSpec large = plain().toBuilder().memory(ByteSize.ofGiB(7)).build();
        host.deploy(DeployRequest.of(VmKey.of("1"), "vm1.example.com", large, VmWorld.onto("pve2", CloneMode.FULL)));
        host.deploy(anywhere("2", 1));
        host.tick(Budget.once());

        assertThat(promises()).extracting(promise -> promise.node().value()).containsExactly("pve2", "pve1");
    }

    @Test
    void explain_tellsWhyANodeIsRefused() {
        assertThat(host.explain(anywhere("1", 10)))
                .extracting(NodeVerdict::toString)
                .containsExactly(
                        "pve1: refused, memory for 10G missing (8G free, 0 promised)",
                        "pve2: accepted (12G free, 0 promised)",
                        "pve3: refused, bridge vmbr0 missing or inactive (expected: an active bridge of that node)"
                                + " (64G free, 0 promised)");
        world.sim.operator().nodeDown("pve2");
        assertThat(host.explain(anywhere("1", 1)).get(1).toString()).contains("not online");
        assertThat(host.explain(DeployRequest.of(
                        VmKey.of("1"),
                        "vm1.example.com",
                        plain(),
                        VmWorld.onto("pve1", CloneMode.LINKED).amongst(List.of(PVE2, PVE1)))))
                .extracting(NodeVerdict::accepted)
                .containsExactly(false, true);
        assertThat(host.get(VmKey.of("1"))).isEmpty();
    }

    @Test
    void linkedCloneOfALocalTemplate_staysWhereItsTemplateIs() {
        host.deploy(DeployRequest.of(
                VmKey.of("1"),
                "vm1.example.com",
                plain(),
                VmWorld.onto("pve1", CloneMode.LINKED).amongst(List.of(PVE1, PVE2))));
        world.settle(host);

        assertThat(remote(5000).node()).isEqualTo("pve1");
        assertThat(host.log(VmKey.of("1")).stream().flatMap(run -> run.lines().stream()))
                .anyMatch(line -> line.details().toString().contains("cannot leave pve1"));
    }

    @Test
    void noNodeWithRoom_waits_andTellsWhy() {
        host.deploy(anywhere("1", 60));
        host.tick(Budget.of(Duration.ofMinutes(1)));

        assertThat(view("1").state()).isEqualTo("creation");
        assertThat(trouble("1")).startsWith("CAPACITY").contains("no node can take the VM", "memory for 60G missing");
        assertThat(promises()).isEmpty();
    }

    @Test
    void workerThatDiesAfterTheDecision_leavesItToTheNext() {
        host.deploy(anywhere("1", 1));
        VmLifecycle doomed = world.host(
                wire -> wire,
                store -> new MortalStore(store, () -> {
                    if (!promises().isEmpty()) {
                        throw new SimulatedCrash("decided, not recorded");
                    }
                }));
        assertThatThrownBy(() -> world.settle(doomed)).isInstanceOf(SimulatedCrash.class);
        world.clock.advance(VmWorld.LEASE.plusSeconds(1));
        // by now the other node would be better
        world.sim.operator().nodeDown("pve2");
        host.tick(Budget.once());
        world.sim.operator().nodeUp("pve2");
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).node()).isEqualTo("pve2");
    }

    @Test
    void sameRequestAgain_isTheSameVm_whereverItWent() {
        host.deploy(anywhere("1", 1));
        world.settle(host);

        host.deploy(anywhere("1", 1));
        assertThatThrownBy(() -> host.deploy(order("1", plain()))).isInstanceOf(VmException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VmWorld.onto("pve1", CloneMode.FULL).amongst(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VmWorld.onto("pve1", CloneMode.FULL).amongst(List.of(PVE1, PVE1)));
    }

    @Test
    void terminatedBeforeItRan_isNoLongerPromisedAnything() {
        host.deploy(anywhere("1", 1));
        host.tick(Budget.once());
        assertThat(promises()).hasSize(1);

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(promises()).isEmpty();
    }
}
