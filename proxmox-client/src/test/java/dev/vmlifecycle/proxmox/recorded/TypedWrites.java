package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Builds typed requests out of recorded parameters. */
final class TypedWrites {

    private TypedWrites() {}

    static ProxmoxTask clone(Qemu vm, Map<String, String> params) {
        Vmid newId = Vmid.parse(params.getOrDefault("newid", ""));
        if ("1".equals(params.get("full"))) {
            FullClone clone = FullClone.to(newId);
            clone = params.containsKey("name") ? clone.name(params.get("name")) : clone;
            clone = params.containsKey("description") ? clone.description(params.get("description")) : clone;
            clone = params.containsKey("storage") ? clone.storage(StorageId.of(params.get("storage"))) : clone;
            clone = params.containsKey("target") ? clone.target(NodeName.of(params.get("target"))) : clone;
            clone = params.containsKey("pool") ? clone.pool(params.get("pool")) : clone;
            clone = params.containsKey("format") ? clone.format(DiskFormat.parse(params.get("format"))) : clone;
            return vm.clone(clone);
        }
        LinkedClone clone = LinkedClone.to(newId);
        clone = params.containsKey("name") ? clone.name(params.get("name")) : clone;
        clone = params.containsKey("description") ? clone.description(params.get("description")) : clone;
        clone = params.containsKey("target") ? clone.target(NodeName.of(params.get("target"))) : clone;
        return vm.clone(clone);
    }

    static ConfigUpdate config(Map<String, String> params) {
        ConfigUpdate.Builder update = ConfigUpdate.builder();
        params.forEach((key, value) -> {
            switch (key) {
                case "digest" -> update.digest(Digest.of(value));
                case "cores" -> update.cores(Integer.parseInt(value));
                case "sockets" -> update.sockets(Integer.parseInt(value));
                case "memory" -> update.memory(ByteSize.ofMiB(Long.parseLong(value)));
                case "name" -> update.name(value);
                case "description" -> update.description(value);
                case "protection" -> update.protection(value.equals("1"));
                case "ciuser" -> update.ciUser(value);
                case "cipassword" -> update.ciPassword(Secret.of(value));
                case "sshkeys" -> sshKeys(update, value);
                case "nameserver" -> update.nameservers(QemuConfig.of(params).nameservers());
                case "searchdomain" -> update.searchDomain(value);
                case "ipconfig0" -> update.ipConfig(0, IpConfig.parse(value));
                case "net0" -> net(update, NetDevice.parse(value));
                case "delete" -> update.delete(value.split(",", -1));
                case "revert" -> update.revert(value.split(",", -1));
                default -> any(update, key, value);
            }
        });
        return update.build();
    }

    private static void any(ConfigUpdate.Builder update, String key, String value) {
        // a typed drive is written without its size, which the server takes from the volume
        if (key.matches("scsi\\d+") && !value.contains("size=")) {
            update.disk(key, Disk.parse(value));
        } else {
            update.set(key, value);
        }
    }

    private static void net(ConfigUpdate.Builder update, NetDevice device) {
        if (device.mac().isEmpty()) {
            update.regenerateMac();
        }
        update.net(0, device);
    }

    // keys the typed way would print otherwise: none at all, or with an empty line at the end
    private static void sshKeys(ConfigUpdate.Builder update, String value) {
        List<String> keys = QemuConfig.of(Map.of("sshkeys", value)).sshKeys();
        if (keys.isEmpty() || value.endsWith("%0A")) {
            update.set("sshkeys", value);
        } else {
            update.sshKeys(keys);
        }
    }

    static ProxmoxTask resize(Qemu vm, Map<String, String> params) {
        return vm.resize(
                params.getOrDefault("disk", ""),
                ByteSize.parse(params.getOrDefault("size", "")),
                Digest.of(params.getOrDefault("digest", "")));
    }

    static ProxmoxTask shutdown(Qemu vm, Map<String, String> params) {
        return vm.shutdown(
                Duration.ofSeconds(Long.parseLong(params.getOrDefault("timeout", ""))),
                "1".equals(params.get("forceStop")));
    }

    static ProxmoxTask migrate(Qemu vm, Map<String, String> params) {
        MigrateRequest request = MigrateRequest.to(NodeName.of(params.getOrDefault("target", "")));
        String storage = params.get("targetstorage");
        request = storage == null ? request : request.targetStorage(storage);
        return vm.migrate("1".equals(params.get("online")) ? request.whileRunning() : request);
    }

    static ProxmoxTask delete(Qemu vm, Map<String, String> params) {
        return vm.delete(new DeleteRequest(
                "1".equals(params.get("purge")), "1".equals(params.get("destroy-unreferenced-disks"))));
    }

    static FirewallUpdate firewall(Map<String, String> params) {
        FirewallUpdate.Builder update = FirewallUpdate.builder();
        params.forEach((key, value) -> {
            boolean on = value.equals("1");
            switch (key) {
                case "digest" -> update.digest(Digest.of(value));
                case "enable" -> update.enable(on);
                case "dhcp" -> update.dhcp(on);
                case "ndp" -> update.ndp(on);
                case "radv" -> update.radv(on);
                case "macfilter" -> update.macfilter(on);
                case "ipfilter" -> update.ipfilter(on);
                case "policy_in" -> update.policyIn(FirewallPolicy.valueOf(value));
                case "policy_out" -> update.policyOut(FirewallPolicy.valueOf(value));
                case "log_level_in" -> update.logLevelIn(LogLevel.parse(value));
                case "log_level_out" -> update.logLevelOut(LogLevel.parse(value));
                case "delete" -> update.delete(value.split(",", -1));
                default -> throw new AssertionError("unexpected " + key);
            }
        });
        return update.build();
    }
}
