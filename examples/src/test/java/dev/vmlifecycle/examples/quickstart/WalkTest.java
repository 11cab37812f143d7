package dev.vmlifecycle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.quickstart.WorldReport.Drive;
import dev.vmlifecycle.examples.quickstart.WorldReport.Machine;
import dev.vmlifecycle.examples.quickstart.WorldReport.Network;
import dev.vmlifecycle.examples.quickstart.WorldReport.Title;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The world after each part of the walk is the wanted one. */
class WalkTest {
    private static final String REVERSE_V6 =
            "0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR 300 [vm42.example.com]";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void walk_leavesTheWantedWorldAfterEachPart() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Console console = new Console(out, out, Map.of());
        Options options = Options.parse(new String[0]);
        try (Session session = Session.open(options, Configuration.ofDemo(console), console)) {
            List<WorldReport> reports = session.walk(options.phases());

            assertThat(reports.stream().map(WalkTest::uncounted)).containsExactly(deployed(), changed(), terminated());
            assertThat(reports.stream().mapToLong(report -> report.requests().orElse(0)))
                    .isSorted()
                    .allMatch(count -> count > 20);
            WorldSnapshot inside = session.simulator().orElseThrow().world();
            assertThat(inside.vms()).containsOnlyKeys(9000);
            assertThat(inside.volumesOf(5000)).isEmpty();
            assertThat(inside.firewalls()).doesNotContainKey(5000);
            assertThat(inside.runningTasks()).isEmpty();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .contains("    scsi0         3G on local  iops_rd=500, iops_wr=500", "--- World after change ---");
    }

    private static WorldReport uncounted(WorldReport report) {
        return new WorldReport(
                report.after(), report.vm(), report.addresses(), report.dns(), report.guests(), OptionalLong.empty());
    }

    private static WorldReport deployed() {
        return new WorldReport(
                Phase.DEPLOY,
                Optional.of(machine("1024", "3G", List.of("192.0.2.10", "2001:db8::10"))),
                List.of("192.0.2.10/24", "2001:db8::10/64"),
                List.of(
                        "10.2.0.192.in-addr.arpa PTR 300 [vm42.example.com]",
                        REVERSE_V6,
                        "vm42.example.com A 300 [192.0.2.10]",
                        "vm42.example.com AAAA 300 [2001:db8::10]"),
                List.of("5000@pve2", "9000@pve1 (template)"),
                OptionalLong.empty());
    }

    private static WorldReport changed() {
        return new WorldReport(
                Phase.CHANGE,
                Optional.of(machine("2048", "4G", List.of("192.0.2.10", "192.0.2.11", "2001:db8::10"))),
                List.of("192.0.2.10/24", "192.0.2.11/24", "2001:db8::10/64"),
                List.of(
                        "10.2.0.192.in-addr.arpa PTR 300 [vm42.example.com]",
                        "11.2.0.192.in-addr.arpa PTR 300 [vm42.example.com]",
                        REVERSE_V6,
                        "vm42.example.com A 300 [192.0.2.10, 192.0.2.11]",
                        "vm42.example.com AAAA 300 [2001:db8::10]"),
                List.of("5000@pve2", "9000@pve1 (template)"),
                OptionalLong.empty());
    }

    private static WorldReport terminated() {
        return new WorldReport(
                Phase.TERMINATE,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("9000@pve1 (template)"),
                OptionalLong.empty());
    }

    private static Machine machine(String memory, String systemDisk, List<String> ipset) {
        return new Machine(
                new Title("5000", "pve2", "vm42.example.com", "running"),
                new TreeMap<>(Map.of(
                        "agent", "1",
                        "ciuser", "customer",
                        "cores", "2",
                        "memory", memory,
                        "nameserver", "192.0.2.53 2001:db8::53",
                        "searchdomain", "example.com",
                        "sockets", "1")),
                new TreeMap<>(Map.of(
                        "scsi0",
                                new Drive(
                                        "local", systemDisk, new TreeMap<>(Map.of("iops_rd", "500", "iops_wr", "500"))),
                        "scsi1", new Drive("local", "1G", new TreeMap<>(Map.of("mbps_rd", "50", "mbps_wr", "50"))))),
                new Network(
                        new TreeMap<>(Map.of("bridge", "vmbr0", "firewall", "1", "rate", "100")),
                        new TreeMap<>(Map.of(
                                "ip", "192.0.2.10/24",
                                "gw", "192.0.2.1",
                                "ip6", "2001:db8::10/64",
                                "gw6", "2001:db8::1")),
                        true,
                        ipset));
    }
}
