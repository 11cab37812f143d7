package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.qemu.CloudInitPart;
import dev.vmlifecycle.proxmox.qemu.DeleteRequest;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.qemu.MoveDisk;
import dev.vmlifecycle.proxmox.qemu.ReassignDisk;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.qemu.VmFeature;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A guest: configuration, power, disks, snapshots, agent, console. */
final class GuestCalls {

    private GuestCalls() {}

    static void add(Calls calls) {
        qemu(calls);
        qemuFurther(calls);
        disks(calls);
        snapshots(calls);
        cloudInit(calls);
        console(calls);
        agent(calls);
    }

    private static void qemu(Calls calls) {
        calls.on("Qemu.config()", p -> p.running().config());
        calls.on("Qemu.currentConfig()", p -> p.running().currentConfig());
        calls.on("Qemu.pending()", p -> p.running().pending());
        calls.on("Qemu.status()", p -> p.running().status());
        calls.on("Qemu.clone(FullClone)", p -> p.template().clone(FullClone.to(Panel.FREE)));
        calls.on("Qemu.clone(LinkedClone)", p -> p.template().clone(LinkedClone.to(Panel.FREE)));
        calls.on(
                "Qemu.update(ConfigUpdate)",
                p -> p.running().update(ConfigUpdate.builder().cores(2).build()));
        calls.on(
                "Qemu.updateAsync(ConfigUpdate)",
                p -> p.stopped().updateAsync(ConfigUpdate.builder().cores(2).build()));
        calls.on(
                "Qemu.updateAsync(ConfigUpdate, Duration)",
                p -> p.stopped().updateAsync(ConfigUpdate.builder().cores(2).build(), Duration.ofSeconds(5)));
        calls.on(
                "Qemu.resize(String, ByteSize, Digest)",
                p -> p.running()
                        .resize(
                                "scsi0",
                                ByteSize.ofGiB(8),
                                p.running().config().digest().orElseThrow()));
        calls.on("Qemu.resize(String, ByteSize)", p -> p.running().resize("scsi0", ByteSize.ofGiB(8)));
        calls.on("Qemu.convertToTemplate()", p -> p.fresh().convertToTemplate());
        calls.on("Qemu.feature(VmFeature)", p -> p.running().feature(VmFeature.SNAPSHOT));
        calls.on("Qemu.usage(Timeframe)", p -> p.running().usage(Timeframe.HOUR));
        calls.on("Qemu.usage(Timeframe, Consolidation)", p -> p.running().usage(Timeframe.DAY, Consolidation.MAX));
        calls.on("Qemu.migratePreconditions()", p -> p.stopped().migratePreconditions());
        calls.on("Qemu.migratePreconditions(NodeName)", p -> p.stopped().migratePreconditions(NodeName.of("pve2")));
        calls.on("Qemu.migrate(MigrateRequest)", p -> p.fresh().migrate(MigrateRequest.to(NodeName.of("pve2"))));
        calls.on("Qemu.delete(DeleteRequest)", p -> p.stopped().delete(DeleteRequest.purging()));
    }

    private static void qemuFurther(Calls calls) {
        calls.on("Qemu.start()", p -> p.stopped().start());
        calls.on("Qemu.start(Duration)", p -> p.stopped().start(Duration.ofSeconds(60)));
        calls.on("Qemu.shutdown()", p -> p.running().shutdown());
        calls.on("Qemu.shutdown(Duration, boolean)", p -> p.running().shutdown(Duration.ofSeconds(60), true));
        calls.on("Qemu.stop(boolean)", p -> p.running().stop(false));
        calls.on("Qemu.reboot(Duration)", p -> p.running().reboot(Duration.ofSeconds(60)));
        calls.on("Qemu.reboot()", p -> p.running().reboot());
        calls.on("Qemu.reset()", p -> p.running().reset());
        calls.on("Qemu.suspend()", p -> p.running().suspend());
        calls.on("Qemu.suspendToDisk(Optional)", p -> p.running().suspendToDisk(Optional.of(Panel.LOCAL)));
        calls.on("Qemu.resume()", p -> p.paused().resume());
        calls.on(
                "Qemu.awaitUnlocked(Duration, Sleeper)",
                p -> p.running().awaitUnlocked(Duration.ofSeconds(5), p::pass));
    }

    private static void disks(Calls calls) {
        calls.on("Disks.move(MoveDisk)", p -> p.stopped().disks().move(MoveDisk.to("scsi0", StorageId.of("second"))));
        calls.on(
                "Disks.reassign(ReassignDisk)",
                p -> p.stoppedWithoutSnapshot()
                        .disks()
                        .reassign(ReassignDisk.to("scsi1", Vmid.of(102)).targetDisk("scsi5")));
        calls.on("Disks.unlink(String[])", p -> p.stopped().disks().unlink("scsi1"));
        calls.on(
                "Disks.erase(String[])", p -> p.stoppedWithoutSnapshot().disks().erase("scsi1"));
    }

    private static void snapshots(Calls calls) {
        calls.on("Snapshots.list()", p -> p.stopped().snapshots().list());
        calls.on(
                "Snapshots.create(SnapshotRequest)",
                p -> p.stopped().snapshots().create(SnapshotRequest.of(SnapshotName.of("s2"))));
        calls.on("Snapshots.config(SnapshotName)", p -> p.stopped().snapshots().config(Panel.SNAPSHOT));
        calls.on(
                "Snapshots.storedConfig(SnapshotName)",
                p -> p.stopped().snapshots().storedConfig(Panel.SNAPSHOT));
        calls.on(
                "Snapshots.describe(SnapshotName, String)",
                p -> p.stopped().snapshots().describe(Panel.SNAPSHOT, "before the upgrade"));
        calls.on(
                "Snapshots.rollback(SnapshotName)", p -> p.stopped().snapshots().rollback(Panel.SNAPSHOT));
        calls.on(
                "Snapshots.rollbackAndStart(SnapshotName)",
                p -> p.stopped().snapshots().rollbackAndStart(Panel.SNAPSHOT));
        calls.on("Snapshots.delete(SnapshotName)", p -> p.stopped().snapshots().delete(Panel.SNAPSHOT));
        calls.on(
                "Snapshots.forceDelete(SnapshotName)",
                p -> p.stopped().snapshots().forceDelete(Panel.SNAPSHOT));
    }

    private static void cloudInit(Calls calls) {
        calls.on("CloudInit.pending()", p -> p.running().cloudInit().pending());
        calls.on("CloudInit.dump(CloudInitPart)", p -> p.running().cloudInit().dump(CloudInitPart.USER));
        calls.on("CloudInit.regenerate()", p -> p.running().cloudInit().regenerate());
    }

    private static void console(Calls calls) {
        calls.on("Console.vnc()", p -> p.running().console().vnc());
        calls.on("Console.vncWithPassword()", p -> p.running().console().vncWithPassword());
        calls.on("Console.terminal()", p -> p.running().console().terminal());
        calls.on("Console.terminal(int)", p -> p.running().console().terminal(0));
        calls.on("Console.sendKey(String)", p -> p.running().console().sendKey("ctrl-alt-delete"));
    }

    private static void agent(Calls calls) {
        calls.on("Agent.ping()", p -> p.running().agent().ping());
        calls.on("Agent.info()", p -> p.running().agent().info());
        calls.on("Agent.exec(List)", p -> p.running().agent().exec(List.of("id")));
        calls.on("Agent.exec(List, Secret)", p -> p.running().agent().exec(List.of("cat"), Secret.of("input")));
        calls.on(
                "Agent.execStatus(GuestProcess)",
                p -> p.running().agent().execStatus(p.running().agent().exec(List.of("id"))));
        calls.on("Agent.networkInterfaces()", p -> p.running().agent().networkInterfaces());
        calls.on("Agent.osInfo()", p -> p.running().agent().osInfo());
        calls.on("Agent.hostName()", p -> p.running().agent().hostName());
        calls.on(
                "Agent.setUserPassword(String, Secret)",
                p -> p.running().agent().setUserPassword("root", Secret.of("newpassword")));
        calls.on(
                "Agent.setUserPasswordHash(String, Secret)",
                p -> p.running().agent().setUserPasswordHash("root", Secret.of("$6$salt$hash")));
        calls.on("Agent.freeze()", p -> p.running().agent().freeze());
        calls.on("Agent.thaw()", p -> p.running().agent().thaw());
        calls.on("Agent.freezeState()", p -> p.running().agent().freezeState());
        calls.on("Agent.trim()", p -> p.running().agent().trim());
        calls.on("Agent.shutdown()", p -> p.running().agent().shutdown());
        calls.on("Agent.readFile(String)", p -> p.running().agent().readFile(p.written()));
        calls.on(
                "Agent.writeFile(String, Secret)", p -> p.running().agent().writeFile("/etc/motd", Secret.of("hello")));
    }
}
