package dev.vmlifecycle.vm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.vm.Placement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkStepsTest {
    private static final Placement.Net UNTAGGED = new Placement.Net("vmbr0", Optional.empty());
    private static final Placement.Net TAGGED = new Placement.Net("vmbr0", Optional.of(VlanTag.of(42)));

    @Test
    void bridgeWithAnUplink_isNoObstacle() {
        assertThat(obstacle(TAGGED, bridge("vmbr0", true, "eno1"))).isEmpty();
        assertThat(obstacle(UNTAGGED, bridge("vmbr0", true))).isEmpty();
    }

    @Test
    void bridgeThatIsMissingOrInactive_isOne() {
        assertThat(obstacle(UNTAGGED, bridge("vmbr1", true)))
                .contains("missing or inactive (expected: an active bridge of that node)");
        assertThat(obstacle(UNTAGGED, bridge("vmbr0", false))).isPresent();
    }

    @Test
    void tagOnABridgeWithoutPorts_isOne() {
        assertThat(obstacle(TAGGED, bridge("vmbr0", true)))
                .contains("has no ports (expected: an uplink for VLAN tag 42)");
    }

    private static Optional<String> obstacle(Placement.Net net, NetworkInterface bridge) {
        return NetworkSteps.obstacle(net, List.of(bridge));
    }

    private static NetworkInterface bridge(String name, boolean active, String... ports) {
        return new NetworkInterface(name, "bridge", active, List.of(ports), false);
    }
}
