package dev.vmlifecycle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.quickstart.QuickstartCommand;
import dev.vmlifecycle.examples.testing.WalkConfig;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.simulator.NodeSpec;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimulatorServer;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TaskDuration;
import dev.vmlifecycle.proxmox.simulator.TaskTimes;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command again, after somebody mended what stopped it: the row still shows the error of the first run. */
class MendedErrorTest {
    private static final String SECRET = "secret-of-the-simulator";
    private static final StorageSpec LOCAL = StorageSpec.dir("local");
    private static final Duration BRIEF = Duration.ofMillis(50);

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PveSimulator simulator = PveSimulator.builder()
            .nodes(NodeSpec.named("pve1"), NodeSpec.named("pve2"))
            .storages(LOCAL, StorageSpec.nfs("shared1"))
            .templates(TemplateSpec.of(9000, "pve1", LOCAL).disk("2G"))
            .token("quickstart@pve!demo", SECRET)
            .guest(GuestBehaviour.poweringOffAfter(BRIEF))
            .times(new TaskTimes(BRIEF, BRIEF, BRIEF, BRIEF, BRIEF, BRIEF, BRIEF, BRIEF, BRIEF, BRIEF))
            // Longer than a tick, so that one tick of the second run ends while the row still shows the old error.
            .duration("resize", TaskDuration.fixed(Duration.ofMillis(700)))
            .build();
    private final SimulatorServer server = SimulatorServer.start(simulator, InstantSource.system(), 0);

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void errorOfTheFirstRun_isNoReasonToEndTheSecond() throws IOException {
        simulator.faults().next("PUT", "/nodes/*/qemu/*/resize", Fault.answer(403, "Permission check failed"));

        assertThat(run()).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Permission check failed");

        err.reset();
        assertThat(run()).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("final state: remove");
    }

    private int run() throws IOException {
        Path config = WalkConfig.write(dir, server.uri().getAuthority(), server.fingerprint());
        String[] args = {
            "--config", config.toString(), "--store", dir.resolve("store").toString()
        };
        return QuickstartCommand.run(
                args,
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("SIM_SECRET", SECRET)));
    }
}
