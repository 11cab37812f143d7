package dev.vmlifecycle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.testing.ChildJvm;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final Pattern ACTION = Pattern.compile(" {2}\\[\\+] .*\\(([a-z_]+) -> ([a-z_]+)\\).*");

    @Test
    void quickstart_noArguments_walksToRemove() {
        try (ChildJvm child = ChildJvm.start(Quickstart.class, Map.of())) {
            int code = child.awaitExit();

            List<String> lines = child.lines();
            assertThat(code).as(String.join("\n", lines)).isZero();
            assertThat(states(lines))
                    .containsExactly(
                            "set_ip",
                            "clone",
                            "set_dns",
                            "migrated",
                            "set_cpu_ram",
                            "set_system_disk_size",
                            "set_system_disk_bandwidth",
                            "set_created_additional_disk",
                            "set_additional_disk_size",
                            "set_additional_disk_bandwidth",
                            "set_network",
                            "set_firewall",
                            "set_cloudinit",
                            "starting",
                            "ready",
                            "cp_update_ip",
                            "cp_stop",
                            "cp_cpu_ram",
                            "cp_system_disk_size",
                            "cp_system_disk_bandwidth",
                            "cp_additional_disk",
                            "cp_additional_disk_size",
                            "cp_additional_disk_bandwidth",
                            "cp_network",
                            "cp_firewall",
                            "cp_start",
                            "ready",
                            "term_stopped",
                            "term_backups",
                            "term_dns",
                            "term_deleted",
                            "remove");
            assertThat(lines)
                    .anyMatch(line -> line.matches("=== Cron Start \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ==="));
            assertThat(lines).anyMatch(line -> line.matches("\\[process_vms] Running \\(interval: 1m, last: .*\\)"));
            assertThat(lines)
                    .anyMatch(line -> line.matches("\\[process_vms] Done \\(.*s\\) - processed: 1, errors: 0"));
            assertThat(lines).anyMatch(line -> line.matches(" {2}\\[\\.] Clone VM {2}task qmclone running \\d+s, .*%"));
            assertThat(lines).anyMatch(line -> line.matches(".*\\[terminate] done \\(.*s\\) result=success"));
            assertThat(lines).contains("final state: remove", "guests left: 9000@pve1 (template)");
            assertThat(lines).last().asString().matches("wall time: \\d+\\.\\d\\d s");
        }
    }

    @Test
    void quickstart_unknownOption_exitCodeTwoAndOneSentence() {
        try (ChildJvm child = ChildJvm.start(Quickstart.class, Map.of(), "--fast")) {
            assertThat(child.awaitExit()).isEqualTo(2);

            assertThat(child.lines())
                    .containsExactly("quickstart: option --fast: unknown (expected: one of --config, --store, --only,"
                            + " --crash-at, --debug, --help)");
        }
    }

    private static List<String> states(List<String> lines) {
        return lines.stream()
                .map(ACTION::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(2))
                .toList();
    }
}
