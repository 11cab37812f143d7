package dev.vmlifecycle.proxmox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.node.NodeStatus;
import dev.vmlifecycle.proxmox.qemu.MigratePreconditions;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Compares what a call returned with the recorded data, as far as a type can be compared without knowing its call. */
final class AnswerChecks {

    private AnswerChecks() {}

    /** Whether a refusal may be turned into this: not free, or a task nobody knows. */
    static boolean isAnswer(Object result) {
        return result.equals(false)
                || (result instanceof TaskStatus status
                        && status.outcome().orElse(null) instanceof TaskOutcome.Unknown);
    }

    static void check(SoftAssertions softly, RecordedExchange exchange, Object result) {
        JsonNode data = exchange.data();
        String name = exchange.name();
        if (result instanceof QemuConfig config) {
            softly.assertThat(values(config)).as(name).isEqualTo(texts(data));
        } else if (result instanceof PendingConfig pending) {
            softly.assertThat(pending.rows()).as(name).hasSize(data.size());
            softly.assertThat(values(pending.asConfig())).as(name).isEqualTo(column(data, "value"));
            softly.assertThat(waiting(pending)).as(name).isEqualTo(column(data, "pending"));
        } else if (result instanceof VmStatus status) {
            softly.assertThat(status.isRunning())
                    .as(name)
                    .isEqualTo(data.path("status").asText().equals("running"));
            softly.assertThat(status.uptime().toSeconds())
                    .as(name)
                    .isEqualTo(data.path("uptime").asLong());
            softly.assertThat(status.maxMemory().bytes())
                    .as(name)
                    .isEqualTo(data.path("maxmem").asLong());
            softly.assertThat(status.lock().orElse(""))
                    .as(name)
                    .isEqualTo(data.path("lock").asText(""));
        } else if (result instanceof FirewallOptions options) {
            softly.assertThat(options.digest().isPresent()).as(name).isEqualTo(data.has("digest"));
        } else if (result instanceof Collection<?> rows) {
            softly.assertThat(rows).as(name).hasSize(data.size());
        } else {
            checkSmall(softly, exchange, result);
        }
    }

    private static void checkSmall(SoftAssertions softly, RecordedExchange exchange, Object result) {
        JsonNode data = exchange.data();
        String name = exchange.name();
        if (result instanceof TaskStatus status) {
            softly.assertThat(status.isRunning())
                    .as(name)
                    .isEqualTo(data.path("status").asText().equals("running"));
            softly.assertThat(status.outcome().isPresent()).as(name).isEqualTo(data.has("exitstatus"));
        } else if (result instanceof ProxmoxTask task) {
            softly.assertThat(task.upid().map(Object::toString).orElse(""))
                    .as(name)
                    .isEqualTo(data.asText("").replace("null", ""));
        } else if (result instanceof ClusterStatus status) {
            softly.assertThat(status.nodes()).as(name).hasSize(data.size() - 1);
        } else if (result instanceof NodeStatus status) {
            softly.assertThat(status.uptime().toSeconds())
                    .as(name)
                    .isEqualTo(data.path("uptime").asLong());
        } else if (result instanceof StorageStatus status) {
            softly.assertThat(status.total().bytes())
                    .as(name)
                    .isEqualTo(data.path("total").asLong());
        } else if (result instanceof MigratePreconditions preconditions) {
            softly.assertThat(preconditions.localDisks())
                    .as(name)
                    .hasSize(data.path("local_disks").size());
        } else if (result instanceof Vmid vmid) {
            softly.assertThat(vmid).as(name).hasToString(data.asText());
        }
    }

    private static Map<String, String> values(QemuConfig config) {
        return config.keys().stream()
                .collect(Collectors.toMap(key -> key, key -> config.get(key).orElse("")));
    }

    private static Map<String, String> waiting(PendingConfig config) {
        return config.rows().stream()
                .filter(row -> row.pending().isPresent())
                .collect(Collectors.toMap(
                        PendingConfig.Row::key, row -> row.pending().orElse("")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Map<String, String> column(JsonNode rows, String name) {
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode row : rows) {
            if (row.has(name)) {
                texts.put(row.path("key").asText(), row.path(name).asText());
            }
        }
        return texts;
    }
}
