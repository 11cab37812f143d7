package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.backup.ArchivedConfig;
import dev.vmlifecycle.proxmox.backup.BackupDefaults;
import dev.vmlifecycle.proxmox.backup.BackupJob;
import dev.vmlifecycle.proxmox.backup.BackupJobRequest;
import dev.vmlifecycle.proxmox.backup.BackupJobUpdate;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupRequest;
import dev.vmlifecycle.proxmox.backup.BackupSelection;
import dev.vmlifecycle.proxmox.backup.BackupStart;
import dev.vmlifecycle.proxmox.backup.Compression;
import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.backup.UncoveredGuest;
import dev.vmlifecycle.proxmox.cluster.GuestType;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupsTest {

    private static final StorageId LOCAL = StorageId.of("local");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final NodeBackups backups =
            transport.client().node(NodeName.of("pve1")).backups();
    private final BackupJobs jobs = transport.client().cluster().backupJobs();

    @Test
    void start_onTheRightNode_isATask() {
        transport.data("\"UPID:pve1:00002096:000563DA:6B044E50:vzdump:220:root@pam!rig:\"");
        BackupOptions options = BackupOptions.to(LOCAL)
                .mode(BackupMode.STOP)
                .compress(Compression.NONE)
                .notes("{{guestname}}")
                .protect(true)
                .prune(PruneRules.keepLast(3).daily(7))
                .removeOlder(false)
                .speedLimit(ByteSize.ofMiB(10))
                .ioPriority(8)
                .lockWait(Duration.ofHours(1))
                .stopWait(Duration.ofMinutes(5))
                .zstdThreads(0)
                .mailTo(List.of("a@example.net", "b@example.net"))
                .mailOnFailureOnly(true);

        BackupStart start = backups.start(BackupRequest.of(Vmid.of(220), options));

        assertThat(sent())
                .isEqualTo("POST /api2/json/nodes/pve1/vzdump [vmid=220, storage=local, mode=stop, compress=0, "
                        + "notes-template={{guestname}}, protected=1, prune-backups=keep-last=3,keep-daily=7, remove=0, "
                        + "bwlimit=10240, ionice=8, lockwait=60, stopwait=5, zstd=0, "
                        + "mailto=a@example.net,b@example.net, mailnotification=failure]");
        assertThat(start)
                .isInstanceOfSatisfying(
                        BackupStart.Started.class,
                        started -> assertThat(
                                        started.task().upid().orElseThrow().type())
                                .isEqualTo("vzdump"));
    }

    @Test
    void start_guestOnAnotherNode_isNoSuccess() {
        transport.data("\"OK\"");

        assertThat(backups.start(BackupRequest.of(Vmid.of(310), BackupOptions.to(LOCAL))))
                .isEqualTo(new BackupStart.NothingToDo());
    }

    @Test
    void start_oddAnswer_isNeither() {
        transport.data("\"FINE\"").data("null");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> backups.start(BackupRequest.of(Vmid.of(310), BackupOptions.none())))
                    .isInstanceOf(DecodingException.class);
        }
    }

    @Test
    void selections_haveTheirFields() {
        assertThat(BackupSelection.guests(Vmid.of(100), Vmid.of(101)).params())
                .containsExactly(Param.of("vmid", "100,101"));
        assertThat(BackupSelection.all().params()).containsExactly(Param.of("all", "1"));
        assertThat(BackupSelection.all(Vmid.of(100)).params())
                .containsExactly(Param.of("all", "1"), Param.of("exclude", "100"));
        assertThat(BackupSelection.pool(PoolId.of("cust1")).params()).containsExactly(Param.of("pool", "cust1"));
        assertThatIllegalArgumentException().isThrownBy(BackupSelection::guests);
    }

    @Test
    void defaults_nestedOnes_areInWireForm() {
        transport
                .data(
                        "{\"zstd\":1,\"performance\":{\"max-workers\":16},\"mode\":\"snapshot\",\"compress\":\"1\","
                                + "\"storage\":\"local\",\"prune-backups\":{\"keep-all\":\"1\"},\"exclude-path\":[\"/a\",\"/b\"]}")
                .data("{\"mode\":\"new-mode\"}");

        BackupDefaults defaults = backups.defaults();
        assertThat(defaults.mode()).contains(BackupMode.SNAPSHOT);
        assertThat(defaults.compress()).contains(Compression.LZO);
        assertThat(defaults.storage()).contains(LOCAL);
        assertThat(defaults.prune()).contains(PruneRules.keepAll());
        assertThat(defaults.get("performance")).contains("max-workers=16");
        assertThat(defaults.get("exclude-path")).contains("/a,/b");

        BackupDefaults unknown = backups.defaults(LOCAL);
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/vzdump/defaults [storage=local]");
        assertThat(unknown.mode()).isEmpty();
        assertThat(unknown.get("mode")).contains("new-mode");
    }

    @Test
    void extractConfig_givesAConfigWithItsNotes() {
        transport.data("\"#json body%3A\\n#second\\nagent: 1\\ncipassword: $5$geheim\\nmemory: 256\\n"
                + "scsi0: local:220/vm-220-disk-0.qcow2,size=5G\\n#qmdump#map:scsi0:drive-scsi0:local:qcow2:\\n"
                + "\\n[snap1]\\nmemory: 128\\n\"");

        ArchivedConfig archived = backups.extractConfig(VolumeId.of("local:backup/a.vma.zst"));

        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/vzdump/extractconfig [volume=local:backup/a.vma.zst]");
        assertThat(archived.config().memory()).isEqualTo(ByteSize.ofMiB(256));
        assertThat(archived.config().description()).contains("json body:\nsecond\n");
        assertThat(archived.config().get("scsi0")).contains("local:220/vm-220-disk-0.qcow2,size=5G");
        assertThat(archived.text()).contains("#qmdump#");
        assertThat(archived.toString() + archived.config()).doesNotContain("geheim");
    }

    @Test
    void jobs_areRead() {
        transport.data("[{\"id\":\"nightly\",\"schedule\":\"02:00\",\"next-run\":1795485600,\"storage\":\"local\","
                + "\"vmid\":\"401,402\",\"enabled\":0,\"mode\":\"snapshot\",\"type\":\"vzdump\",\"node\":\"pve1\","
                + "\"prune-backups\":{\"keep-last\":\"2\"},\"comment\":\"c\"},"
                + "{\"id\":\"all\",\"all\":1,\"exclude\":\"100\"},{\"id\":\"rest\",\"all\":\"1\"},"
                + "{\"id\":\"pool\",\"pool\":\"cust1\"},{\"id\":\"odd\",\"label\":\"x\"}]");

        List<BackupJob> all = jobs.list();

        BackupJob nightly = all.get(0);
        assertThat(nightly.id()).isEqualTo("nightly");
        assertThat(nightly.schedule()).contains("02:00");
        assertThat(nightly.nextRun()).contains(Instant.ofEpochSecond(1795485600));
        assertThat(nightly.enabled()).isFalse();
        assertThat(nightly.storage()).contains(LOCAL);
        assertThat(nightly.mode()).contains(BackupMode.SNAPSHOT);
        assertThat(nightly.node()).contains(NodeName.of("pve1"));
        assertThat(nightly.prune()).contains(PruneRules.keepLast(2));
        assertThat(nightly.comment()).contains("c");
        assertThat(all)
                .extracting(BackupJob::selection)
                .containsExactly(
                        Optional.of(BackupSelection.guests(Vmid.of(401), Vmid.of(402))),
                        Optional.of(BackupSelection.all(Vmid.of(100))),
                        Optional.of(BackupSelection.all()),
                        Optional.of(BackupSelection.pool(PoolId.of("cust1"))),
                        Optional.empty());
        assertThat(all.get(4).get("label")).contains("x");
        assertThat(all.get(4).enabled()).isTrue();
    }

    @Test
    void jobs_oneCreateUpdateDelete() {
        transport
                .data("{\"schedule\":\"03:00\",\"vmid\":100}")
                .data("null")
                .data("null")
                .data("null");

        BackupJob job = jobs.get("nightly");
        assertThat(job.id()).isEqualTo("nightly");
        assertThat(job.selection()).contains(BackupSelection.guests(Vmid.of(100)));

        jobs.create(BackupJobRequest.of("02:00", BackupSelection.all(), BackupOptions.to(LOCAL))
                .id("nightly")
                .enabled(true)
                .node(NodeName.of("pve1"))
                .comment("c")
                .repeatMissed(true));
        assertThat(sent())
                .isEqualTo(
                        "POST /api2/json/cluster/backup [schedule=02:00, all=1, storage=local, id=nightly, enabled=1, "
                                + "node=pve1, comment=c, repeat-missed=1]");

        jobs.update(
                "nightly",
                BackupJobUpdate.none()
                        .schedule("04:00")
                        .selection(BackupSelection.pool(PoolId.of("cust1")))
                        .options(BackupOptions.none().mode(BackupMode.SUSPEND))
                        .enabled(false)
                        .node(NodeName.of("pve2"))
                        .comment("d")
                        .delete("all"));
        assertThat(sent())
                .isEqualTo(
                        "PUT /api2/json/cluster/backup/nightly [schedule=04:00, pool=cust1, mode=suspend, enabled=0, "
                                + "node=pve2, comment=d, delete=all]");

        jobs.delete("nightly");
        assertThat(sent()).isEqualTo("DELETE /api2/json/cluster/backup/nightly []");
    }

    @Test
    void uncoveredGuests_areListed() {
        transport.data("[{\"vmid\":\"100\",\"type\":\"qemu\",\"name\":\"web\"},{\"vmid\":101,\"type\":\"lxc\"}]");

        assertThat(jobs.uncoveredGuests())
                .containsExactly(
                        new UncoveredGuest(Vmid.of(100), GuestType.QEMU, Optional.of("web")),
                        new UncoveredGuest(Vmid.of(101), GuestType.LXC, Optional.empty()));
        assertThat(sent()).isEqualTo("GET /api2/json/cluster/backup-info/not-backed-up []");
    }

    @Test
    void pruneRules_replaceKeepAll() {
        assertThat(PruneRules.keepAll().hourly(1).weekly(2).monthly(3).yearly(4))
                .hasToString("keep-hourly=1,keep-weekly=2,keep-monthly=3,keep-yearly=4");
        assertThat(PruneRules.parse("keep-last=3,keep-new=1").get("keep-new")).contains("1");
    }

    private String sent() {
        return transport.last().toString();
    }
}
