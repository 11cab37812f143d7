package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class GoldenReplayTest {

    private static final Logger LOG = LoggerFactory.getLogger(GoldenReplayTest.class);

    /** Reviewed differences: pipeline and call, and why the simulator may differ there. */
    private static final Map<String, String> REVIEWED = Map.of();

    @ParameterizedTest
    @CsvSource({
        "A-deploy, eth1",
        "Amin-deploy, eth1",
        "B-deploy, eth1",
        "A-change-stop, eth1",
        "A-change-hot, eth1",
        "A-change-hot-refused, ''",
        "A-change-downgrade, eth1",
        "A-terminate, eth1"
    })
    void pipeline_replayed_answersAsRecorded(String name, String portsOfSecondBridge) {
        Golden golden = Golden.read(name);
        GoldenReplay replay = new GoldenReplay(
                golden, GoldenWorld.before(golden, new BridgeSpec("vmbr1", portsOfSecondBridge, false)));

        replay.run();

        Map<String, String> unexpected = new TreeMap<>();
        replay.mismatches.forEach((seq, text) -> {
            if (!REVIEWED.containsKey(name + "#" + seq)) {
                unexpected.put(name + "#" + seq, text);
            }
        });
        LOG.info(
                "{}: {} of {} calls answered as recorded",
                name,
                replay.compared - replay.mismatches.size(),
                replay.compared);
        assertThat(unexpected).isEmpty();
    }
}
