package dev.vmlifecycle.proxmox.exercise;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Arguments that need more than a value of their type, by {@code Class.method.parameter} or by {@code parameter}; the
 * longer name wins.
 */
final class NamedSamples {

    static final Map<String, List<Object>> BY_NAME = Map.ofEntries(
            Map.entry("disk", List.of("scsi0")),
            Map.entry("slot", List.of("scsi0")),
            Map.entry("cidr", List.of("192.0.2.0/24")),
            Map.entry("wait", List.of(Duration.ofSeconds(5))),
            Map.entry("DatacenterUpdate.keyboard.layout", List.of("de")),
            Map.entry("DatacenterUpdate.language.language", List.of("en")),
            Map.entry("Builder.set.key", List.of("onboot")),
            Map.entry("Builder.set.value", List.of("1")));

    private NamedSamples() {}
}
