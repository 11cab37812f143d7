package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupRequest;
import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.node.StartAll;
import dev.vmlifecycle.proxmox.node.StopAll;
import dev.vmlifecycle.proxmox.qemu.CreateRequest;
import dev.vmlifecycle.proxmox.qemu.RestoreRequest;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.storage.AllocateRequest;
import dev.vmlifecycle.proxmox.storage.DownloadRequest;
import dev.vmlifecycle.proxmox.storage.PruneQuery;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageQuery;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import dev.vmlifecycle.proxmox.storage.VolumeQuery;
import dev.vmlifecycle.proxmox.storage.VolumeUpdate;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** A node, its storages and backups. */
final class NodeCalls {

    private NodeCalls() {}

    static void add(Calls calls) {
        node(calls);
        nodeBackups(calls);
        nodeStorage(calls);
        storages(calls);
    }

    private static void node(Calls calls) {
        calls.on(
                "Node.create(CreateRequest)",
                p -> p.node().create(CreateRequest.of(Panel.FREE).with(update -> update.name("new.example.com"))));
        calls.on(
                "Node.restore(RestoreRequest)",
                p -> p.node()
                        .restore(RestoreRequest.of(Panel.FREE, p.backup)
                                .storage(Panel.LOCAL)
                                .unique()));
        calls.on("Node.storages()", p -> p.node().storages());
        calls.on("Node.storages(StorageContent)", p -> p.node().storages(StorageContent.BACKUP));
        calls.on(
                "Node.storages(StorageQuery)",
                p -> p.node().storages(StorageQuery.all().target(NodeName.of("pve2"))));
        calls.on("Node.bridges()", p -> p.node().bridges());
        calls.on("Node.network()", p -> p.node().network());
        calls.on("Node.networkInterface(String)", p -> p.node().networkInterface("vmbr0"));
        calls.on("Node.qemuGuests()", p -> p.node().qemuGuests());
        calls.on("Node.qemuGuestsInFull()", p -> p.node().qemuGuestsInFull());
        calls.on("Node.dns()", p -> p.node().dns());
        calls.on("Node.setDns(String, List)", p -> p.node().setDns("example.org", List.of("192.0.2.53")));
        calls.on("Node.time()", p -> p.node().time());
        calls.on("Node.setTimezone(ZoneId)", p -> p.node().setTimezone(ZoneId.of("Europe/Berlin")));
        calls.on("Node.version()", p -> p.node().version());
        calls.on("Node.hosts()", p -> p.node().hosts());
        calls.on("Node.usage(Timeframe)", p -> p.node().usage(Timeframe.HOUR));
        calls.on("Node.usage(Timeframe, Consolidation)", p -> p.node().usage(Timeframe.WEEK, Consolidation.AVERAGE));
        calls.on("Node.startAll(StartAll)", p -> p.node().startAll(StartAll.of(Panel.STOPPED)));
        calls.on("Node.stopAll(StopAll)", p -> p.node().stopAll(StopAll.everyGuest()));
        calls.on("Node.status()", p -> p.node().status());
        calls.on("Node.tasks(TaskQuery)", p -> p.node().tasks(TaskQuery.all()));
        calls.on("Node.allTasks(TaskQuery, int)", p -> p.node().allTasks(TaskQuery.all(), 100));
    }

    private static void nodeBackups(Calls calls) {
        calls.on(
                "NodeBackups.start(BackupRequest)",
                p -> p.node().backups().start(BackupRequest.of(Panel.STOPPED, BackupOptions.to(Panel.LOCAL))));
        calls.on("NodeBackups.defaults()", p -> p.node().backups().defaults());
        calls.on("NodeBackups.defaults(StorageId)", p -> p.node().backups().defaults(Panel.LOCAL));
        calls.on("NodeBackups.extractConfig(VolumeId)", p -> p.node().backups().extractConfig(p.backup));
    }

    private static void nodeStorage(Calls calls) {
        calls.on("NodeStorage.status()", p -> p.storage().status());
        calls.on("NodeStorage.backups(Vmid)", p -> p.storage().backups(Panel.STOPPED));
        calls.on("NodeStorage.volumes(VolumeQuery)", p -> p.storage().volumes(VolumeQuery.all()));
        calls.on("NodeStorage.volume(VolumeId)", p -> p.storage().volume(p.backup));
        calls.on(
                "NodeStorage.update(VolumeId, VolumeUpdate)",
                p -> p.storage().update(p.backup, VolumeUpdate.none().protect(true)));
        calls.on(
                "NodeStorage.allocate(AllocateRequest)",
                p -> p.attach(
                        p.storage().allocate(AllocateRequest.of(Panel.STOPPED, "vm-101-disk-7", ByteSize.ofGiB(1)))));
        calls.on("NodeStorage.prunable(PruneQuery)", p -> p.storage().prunable(PruneQuery.by(PruneRules.keepLast(1))));
        calls.on("NodeStorage.prune(PruneQuery)", p -> p.storage().prune(PruneQuery.by(PruneRules.keepLast(1))));
        calls.on("NodeStorage.usage(Timeframe)", p -> p.storage().usage(Timeframe.HOUR));
        calls.on(
                "NodeStorage.usage(Timeframe, Consolidation)",
                p -> p.storage().usage(Timeframe.MONTH, Consolidation.MAX));
        calls.on("NodeStorage.delete(VolumeId)", p -> p.storage().delete(p.backup));
        calls.on("NodeStorage.delete(VolumeId, Duration)", p -> p.storage().delete(p.backup, Duration.ofSeconds(5)));
        calls.on(
                "NodeStorage.upload(UploadRequest)",
                p -> p.storage().upload(UploadRequest.of(StorageContent.ISO, "tiny.iso", Path.of("pom.xml"))));
        calls.on(
                "NodeStorage.download(DownloadRequest)",
                p -> p.storage()
                        .download(DownloadRequest.of(
                                StorageContent.ISO, "debian.iso", URI.create("https://mirror.example/debian.iso"))));
    }

    private static void storages(Calls calls) {
        calls.on("Storages.list()", p -> p.client.storages().list());
        calls.on("Storages.get(StorageId)", p -> p.client.storages().get(Panel.LOCAL));
    }
}
