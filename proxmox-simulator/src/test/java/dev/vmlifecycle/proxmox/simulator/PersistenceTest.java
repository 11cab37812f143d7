package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void world_savedAndLoaded_isTheSame_tasksUnderWayEndInTime() {
        Api api = Api.on(Api.cluster()).withVm(7101);
        api.call("PUT", "/nodes/pve1/qemu/7101/firewall/options", "enable", "1");
        api.call("POST", "/nodes/pve1/qemu/7101/firewall/ipset", "name", "ipfilter-net0");
        api.call("POST", "/nodes/pve1/qemu/7101/firewall/ipset/ipfilter-net0", "cidr", "192.0.2.1");
        String upid =
                api.call("POST", "/nodes/pve1/qemu/7101/status/start").data().asText();
        Path file = directory.resolve("world.json");
        api.simulator.save(file);

        Api other = Api.on(Api.cluster());
        other.simulator.load(file);
        other.now = api.now;

        assertThat(other.simulator.world()).isEqualTo(api.simulator.world());
        assertThat(other.await(upid)).isEqualTo("OK");
        assertThat(other.vm(7101).running()).isTrue();
    }

    @Test
    void keptWorld_afterAKill_hasEverythingAcknowledged() {
        Path file = directory.resolve("world.json");
        Api first = Api.on(Api.cluster().keptIn(file));
        first.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101", "full", "0");

        Api second = Api.on(Api.cluster().keptIn(file));
        second.now = first.now;
        second.pass(Duration.ofSeconds(1));

        assertThat(second.vm(7101).lock()).isEmpty();
        assertThat(second.vm(7101).config()).isEqualTo(replica(first));
    }

    /** The same calls at the same instants give the same world, random addresses included. */
    private static java.util.Map<String, String> replica(Api first) {
        first.pass(Duration.ofSeconds(1));
        return first.vm(7101).config();
    }
}
