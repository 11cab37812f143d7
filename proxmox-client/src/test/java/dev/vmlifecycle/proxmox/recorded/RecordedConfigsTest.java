package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Nothing of a recorded configuration is lost by reading and printing it. */
class RecordedConfigsTest {

    @Test
    void everyValue_parsedAndPrinted_isIdentical() {
        SoftAssertions softly = new SoftAssertions();
        int values = 0;
        for (RecordedExchange exchange : Recordings.all()) {
            if (exchange.isGet() && exchange.pathMatches("/nodes/[^/]+/qemu/\\d+/config") && exchange.status() == 200) {
                Map<String, String> texts = texts(exchange.data());
                QemuConfig config = QemuConfig.of(texts);
                values += texts.size();
                texts.forEach((key, text) -> {
                    softly.assertThat(PropertyString.parse(text)).as(key).hasToString(text);
                    softly.assertThat(view(config, key, text)).as(key).isEqualTo(text);
                });
            }
        }
        softly.assertAll();
        assertThat(values).isGreaterThan(1000);
    }

    @Test
    void everyDisk_withItsOwnLimits_losesNothingButTheSize() {
        SoftAssertions softly = new SoftAssertions();
        for (RecordedExchange exchange : Recordings.all()) {
            if (exchange.isGet() && exchange.pathMatches("/nodes/[^/]+/qemu/\\d+/config") && exchange.status() == 200) {
                QemuConfig config = QemuConfig.of(texts(exchange.data()));
                for (String slot : config.diskSlots()) {
                    Disk disk = config.disk(slot).orElseThrow();
                    softly.assertThat(disk.withLimits(disk.limits())).isEqualTo(disk);
                    softly.assertThat(disk.forUpdate().properties().keys())
                            .doesNotContain("size")
                            .hasSize(disk.properties().keys().size()
                                    - (disk.size().isPresent() ? 1 : 0));
                }
            }
        }
        softly.assertAll();
    }

    private static String view(QemuConfig config, String key, String text) {
        if (key.matches("net\\d+")) {
            NetDevice device = NetDevice.parse(text);
            assertThat(device.mac()).isPresent();
            return device.toString();
        }
        if (key.matches("ipconfig\\d+")) {
            return IpConfig.parse(text).toString();
        }
        if (key.matches("(?:scsi|virtio|sata|ide)\\d+")) {
            return config.disk(key).map(Disk::toString).orElse(text);
        }
        return switch (key) {
            case "agent" -> config.agent().orElseThrow().toString();
            case "boot" -> config.boot().orElseThrow().toString();
            case "smbios1" -> config.smbios().orElseThrow().toString();
            case "serial0" -> config.serial(0).orElseThrow().toString();
            case "vga" -> config.vga().orElseThrow().toString();
            case "cpu" -> config.cpu().orElseThrow().toString();
            case "tags" -> config.tags().toString();
            case "startup" -> config.startup().orElseThrow().toString();
            case "hotplug" -> config.hotplug().toString();
            default -> text;
        };
    }

    private static Map<String, String> texts(JsonNode data) {
        Map<String, String> texts = new TreeMap<>();
        data.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
