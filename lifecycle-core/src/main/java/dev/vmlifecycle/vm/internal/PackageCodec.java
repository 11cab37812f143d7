package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.backup.BackupQuota;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.FirewallSpec;
import dev.vmlifecycle.vm.Limit;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.SnapshotPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** A package as JSON: in a VM's document and in the payload of a package-change request. */
public final class PackageCodec {
    private PackageCodec() {}

    /**
     * Writes a package as text.
     *
     * @param pkg the package
     * @return JSON text
     */
    public static String toText(PackageSpec pkg) {
        return write(pkg).toString();
    }

    /**
     * Reads a package from text.
     *
     * @param text JSON text
     * @return the package
     * @throws IllegalArgumentException when it was not written by {@link #toText}
     */
    public static PackageSpec fromText(String text) {
        return read(Json.parse(text));
    }

    static ObjectNode write(PackageSpec pkg) {
        ObjectNode node = Json.object();
        node.put("cores", pkg.cores())
                .put("sockets", pkg.sockets())
                .put("memory", pkg.memory().bytes());
        pkg.systemDisk().ifPresent(size -> node.put("systemDisk", size.bytes()));
        node.set("systemDiskLimits", limits(pkg.systemDiskLimits()));
        pkg.additionalDisk().ifPresent(disk -> {
            ObjectNode extra =
                    node.putObject("additionalDisk").put("size", disk.size().bytes());
            disk.format().ifPresent(format -> extra.put("format", format));
            extra.set("limits", limits(disk.limits()));
        });
        node.put("ipv4", pkg.ipv4()).put("ipv6", pkg.ipv6()).put("dhcp", pkg.dhcp());
        node.put("netRate", pkg.netRate().toString());
        node.set("firewall", firewall(pkg.firewall()));
        if (!pkg.snapshots().equals(SnapshotPolicy.none())) {
            node.set("snapshots", snapshots(pkg.snapshots()));
        }
        pkg.backups().most().ifPresent(most -> node.put("backups", most));
        return node;
    }

    static PackageSpec read(JsonNode node) {
        PackageSpec.Builder builder = PackageSpec.builder(
                        ByteSize.ofBytes(node.path("memory").asLong()))
                .cores(node.path("cores").asInt())
                .sockets(node.path("sockets").asInt())
                .systemDiskLimits(limits(node.path("systemDiskLimits")))
                .ipv4(node.path("ipv4").asInt())
                .ipv6(node.path("ipv6").asInt())
                .dhcp(node.path("dhcp").asBoolean())
                .netRate(limit(Json.text(node, "netRate")))
                .firewall(firewall(node.path("firewall")));
        if (node.has("systemDisk")) {
            builder.systemDisk(ByteSize.ofBytes(node.path("systemDisk").asLong()));
        }
        if (node.has("additionalDisk")) {
            JsonNode extra = node.path("additionalDisk");
            builder.additionalDisk(new AdditionalDisk(
                    ByteSize.ofBytes(extra.path("size").asLong()),
                    Json.optional(extra, "format"),
                    limits(extra.path("limits"))));
        }
        if (node.has("snapshots")) {
            builder.snapshots(snapshots(node.path("snapshots")));
        }
        if (node.has("backups")) {
            builder.backups(BackupQuota.keep(node.path("backups").asInt()));
        }
        return builder.build();
    }

    private static ObjectNode snapshots(SnapshotPolicy policy) {
        ObjectNode node = Json.object().put("most", policy.most());
        policy.lifetime().ifPresent(span -> node.put("lifetime", span.toMillis()));
        return node;
    }

    private static SnapshotPolicy snapshots(JsonNode node) {
        return new SnapshotPolicy(
                node.path("most").asInt(),
                Optional.ofNullable(node.get("lifetime")).map(span -> Duration.ofMillis(span.asLong())));
    }

    private static ObjectNode limits(DiskLimits limits) {
        return Json.object()
                .put("iopsRead", limits.iopsRead().toString())
                .put("iopsWrite", limits.iopsWrite().toString())
                .put("mbpsRead", limits.mbpsRead().toString())
                .put("mbpsWrite", limits.mbpsWrite().toString());
    }

    private static DiskLimits limits(JsonNode node) {
        return new DiskLimits(
                limit(Json.text(node, "iopsRead")),
                limit(Json.text(node, "iopsWrite")),
                limit(Json.text(node, "mbpsRead")),
                limit(Json.text(node, "mbpsWrite")));
    }

    private static Limit limit(String text) {
        return switch (text) {
            case "unlimited" -> Limit.unlimited();
            case "keep" -> Limit.keep();
            default -> Limit.of(new BigDecimal(text));
        };
    }

    private static ObjectNode firewall(FirewallSpec spec) {
        return Json.object()
                .put("enable", spec.enable())
                .put("dhcp", spec.dhcp())
                .put("ndp", spec.ndp())
                .put("radv", spec.radv())
                .put("macFilter", spec.macFilter())
                .put("ipFilter", spec.ipFilter())
                .put("logIn", spec.logIn().toString())
                .put("logOut", spec.logOut().toString())
                .put("policyIn", spec.policyIn().name())
                .put("policyOut", spec.policyOut().name())
                .put("antiSpoof", spec.antiSpoof())
                .put("keepRules", spec.keepRules());
    }

    private static FirewallSpec firewall(JsonNode node) {
        return new FirewallSpec(
                flag(node, "enable"),
                flag(node, "dhcp"),
                flag(node, "ndp"),
                flag(node, "radv"),
                flag(node, "macFilter"),
                flag(node, "ipFilter"),
                LogLevel.parse(Json.text(node, "logIn")),
                LogLevel.parse(Json.text(node, "logOut")),
                FirewallPolicy.valueOf(Json.text(node, "policyIn")),
                FirewallPolicy.valueOf(Json.text(node, "policyOut")),
                flag(node, "antiSpoof"),
                flag(node, "keepRules"));
    }

    private static boolean flag(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asBoolean).orElse(false);
    }
}
