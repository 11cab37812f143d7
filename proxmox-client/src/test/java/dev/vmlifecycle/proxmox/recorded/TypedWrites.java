package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.config.AgentOptions;
import dev.vmlifecycle.proxmox.config.BootOrder;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.config.Display;
import dev.vmlifecycle.proxmox.config.Hotplug;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.config.SerialPort;
import dev.vmlifecycle.proxmox.config.Tags;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.qemu.MoveDisk;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        settings(update, params);
        return update.build();
    }

    private static void settings(ConfigUpdate.Builder update, Map<String, String> params) {
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
                case "agent" -> update.agent(AgentOptions.parse(value));
                case "boot" -> update.boot(BootOrder.parse(value));
                case "serial0" -> update.serial(0, new SerialPort(value));
                case "vga" -> update.vga(Display.parse(value));
                case "tags" -> update.tags(new Tags(value));
                case "onboot" -> update.onBoot(value.equals("1"));
                case "hotplug" -> update.hotplug(new Hotplug(value));
                case "ciupgrade" -> update.ciUpgrade(value.equals("1"));
                default -> any(update, key, value);
            }
        });
    }

    static ProxmoxTask updateAsync(Qemu vm, Map<String, String> params) {
        String wait = params.get("background_delay");
        ConfigUpdate update = config(without(params, "background_delay"));
        return wait == null ? vm.updateAsync(update) : vm.updateAsync(update, Duration.ofSeconds(Long.parseLong(wait)));
    }

    static CreateRequest create(Map<String, String> params) {
        CreateRequest request = CreateRequest.of(Vmid.parse(params.getOrDefault("vmid", "")));
        return request.with(update -> settings(update, without(params, "vmid")));
    }

    static RestoreRequest restore(Map<String, String> params) {
        RestoreRequest request = RestoreRequest.of(
                Vmid.parse(params.getOrDefault("vmid", "")), VolumeId.of(params.getOrDefault("archive", "")));
        request = params.containsKey("storage") ? request.storage(StorageId.of(params.get("storage"))) : request;
        request = params.containsKey("force") ? request.force() : request;
        request = params.containsKey("unique") ? request.unique() : request;
        return request.with(
                update -> settings(update, without(params, "vmid", "archive", "storage", "force", "unique")));
    }

    private static Map<String, String> without(Map<String, String> params, String... names) {
        Map<String, String> rest = new TreeMap<>(params);
        rest.keySet().removeAll(Set.of(names));
        return rest;
    }

    static MoveDisk moveDisk(Map<String, String> params) {
        MoveDisk move = MoveDisk.to(params.getOrDefault("disk", ""), StorageId.of(params.getOrDefault("storage", "")));
        move = params.containsKey("format") ? move.format(DiskFormat.parse(params.get("format"))) : move;
        return "1".equals(params.get("delete")) ? move.deleteSource() : move;
    }

    static void unlink(Qemu vm, Map<String, String> params) {
        String[] slots = params.getOrDefault("idlist", "").split(",", -1);
        if ("1".equals(params.get("force"))) {
            vm.disks().erase(slots);
        } else {
            vm.disks().unlink(slots);
        }
    }

    static SnapshotRequest snapshot(Map<String, String> params) {
        SnapshotRequest request = SnapshotRequest.of(SnapshotName.of(params.getOrDefault("snapname", "")));
        return params.containsKey("description") ? request.description(params.get("description")) : request;
    }

    static ProxmoxTask reboot(Qemu vm, Map<String, String> params) {
        String timeout = params.get("timeout");
        return timeout == null ? vm.reboot() : vm.reboot(Duration.ofSeconds(Long.parseLong(timeout)));
    }

    private static void net(ConfigUpdate.Builder update, NetDevice device) {
        update.net(0, device);
        if (device.mac().isEmpty()) {
            update.regenerateMac();
        }
    }

    private static void any(ConfigUpdate.Builder update, String key, String value) {
        // a typed drive is written without its size, which the server takes from the volume
        if (key.matches("scsi\\d+") && !value.contains("size=")) {
            update.disk(key, Disk.parse(value));
        } else {
            update.set(key, value);
        }
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
        String disk = params.getOrDefault("disk", "");
        ByteSize size = ByteSize.parse(params.getOrDefault("size", ""));
        String digest = params.get("digest");
        return digest == null ? vm.resize(disk, size) : vm.resize(disk, size, Digest.of(digest));
    }

    static ProxmoxTask shutdown(Qemu vm, Map<String, String> params) {
        String timeout = params.get("timeout");
        return timeout == null
                ? vm.shutdown()
                : vm.shutdown(Duration.ofSeconds(Long.parseLong(timeout)), "1".equals(params.get("forceStop")));
    }

    static ProxmoxTask migrate(Qemu vm, Map<String, String> params) {
        MigrateRequest request = MigrateRequest.to(NodeName.of(params.getOrDefault("target", "")));
        String storage = params.get("targetstorage");
        request = storage == null ? request : request.targetStorage(storage);
        return vm.migrate(params.containsKey("online") ? request.whileRunningOnSharedDisks() : request);
    }

    static ProxmoxTask delete(Qemu vm, Map<String, String> params) {
        return vm.delete(new DeleteRequest(
                "1".equals(params.get("purge")),
                "1".equals(params.get("destroy-unreferenced-disks")),
                "1".equals(params.get("skiplock"))));
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
