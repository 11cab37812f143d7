package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.cluster.GuestType;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.storage.AllocateRequest;
import dev.vmlifecycle.proxmox.storage.PruneCandidate;
import dev.vmlifecycle.proxmox.storage.PruneMark;
import dev.vmlifecycle.proxmox.storage.PruneQuery;
import dev.vmlifecycle.proxmox.storage.StorageConfig;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageQuery;
import dev.vmlifecycle.proxmox.storage.StorageUsage;
import dev.vmlifecycle.proxmox.storage.Volume;
import dev.vmlifecycle.proxmox.storage.VolumeQuery;
import dev.vmlifecycle.proxmox.storage.VolumeUpdate;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStorageTest {

    private static final VolumeId BACKUP = VolumeId.of("local:backup/a.vma.zst");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Node node = transport.client().node(NodeName.of("pve1"));
    private final NodeStorage storage = node.storage(StorageId.of("local"));

    @Test
    void volumes_parentMayBeNull_sizesMayBeText() {
        transport.data("[{\"volid\":\"local:100/vm-100-disk-0.qcow2\",\"content\":\"images\",\"format\":\"qcow2\","
                + "\"size\":\"1073741824\",\"used\":200704,\"vmid\":\"100\",\"parent\":null,\"ctime\":1795443462},"
                + "{\"volid\":\"local:9/b.qcow2/1/a.qcow2\",\"content\":\"images\",\"parent\":\"../9/b.qcow2\","
                + "\"size\":5},"
                + "{\"volid\":\"pbs:backup/vm/101/2026\",\"content\":\"backup\",\"protected\":1,\"notes\":\"n\","
                + "\"verification\":{\"state\":\"ok\",\"upid\":\"x\"},\"encrypted\":\"1\"},"
                + "{\"volid\":\"local:new/x\",\"content\":\"new\"}]");

        List<Volume> volumes =
                storage.volumes(VolumeQuery.all().content(StorageContent.IMAGES).vmid(Vmid.of(100)));

        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/storage/local/content [content=images, vmid=100]");
        Volume disk = volumes.get(0);
        assertThat(disk.id()).isEqualTo(VolumeId.of("local:100/vm-100-disk-0.qcow2"));
        assertThat(disk.content()).contains(StorageContent.IMAGES);
        assertThat(disk.format()).isEqualTo("qcow2");
        assertThat(disk.size()).contains(ByteSize.ofGiB(1));
        assertThat(disk.used()).contains(ByteSize.ofBytes(200704));
        assertThat(disk.vmid()).contains(Vmid.of(100));
        assertThat(disk.parent()).isEmpty();
        assertThat(disk.createdAt()).contains(Instant.ofEpochSecond(1795443462));
        assertThat(volumes.get(1).parent()).contains("../9/b.qcow2");
        assertThat(volumes.get(2).isProtected()).isTrue();
        assertThat(volumes.get(2).notes()).contains("n");
        assertThat(volumes.get(2).get("verification")).contains("state=ok,upid=x");
        assertThat(volumes.get(3).content()).isEmpty();
    }

    @Test
    void volume_one_andItsAttributes() {
        transport
                .data("{\"size\":184832,\"used\":188416,\"protected\":0,\"path\":\"/x\",\"format\":\"raw\"}")
                .data("null");

        Volume volume = storage.volume(BACKUP);
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/storage/local/content/local%3Abackup%2Fa.vma.zst []");
        assertThat(volume.id()).isEqualTo(BACKUP);
        assertThat(volume.get("path")).contains("/x");
        assertThat(volume.isProtected()).isFalse();

        storage.update(BACKUP, VolumeUpdate.none().notes("keep").protect(true));
        assertThat(sent())
                .isEqualTo("PUT /api2/json/nodes/pve1/storage/local/content/local%3Abackup%2Fa.vma.zst "
                        + "[notes=keep, protected=1]");
    }

    @Test
    void delete_withAWait_mayBeDoneAtOnce() {
        transport.data("null");

        assertThat(storage.delete(BACKUP, Duration.ofSeconds(20)).upid()).isEmpty();
        assertThat(sent()).endsWith("[delay=20]").startsWith("DELETE ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT30.1S", "PT1H"})
    void delete_withAWaitTheServerRefuses_isRefused(Duration wait) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.delete(BACKUP, wait))
                .withMessage("wait: " + wait + " (expected: PT1S to PT30S)");
        assertThat(transport.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1073741824,1G", "1048576,1M", "1610612736,1536M", "1025,2", "4096,4", "0,0G"})
    void allocate_bareNumbersAreKib(long bytes, String size) {
        transport.data("\"local:100/vm-100-disk-9.qcow2\"");

        VolumeId volume =
                storage.allocate(AllocateRequest.of(Vmid.of(100), "vm-100-disk-9.qcow2", ByteSize.ofBytes(bytes))
                        .format(DiskFormat.QCOW2));

        assertThat(volume).isEqualTo(VolumeId.of("local:100/vm-100-disk-9.qcow2"));
        assertThat(sent())
                .isEqualTo("POST /api2/json/nodes/pve1/storage/local/content [vmid=100, filename=vm-100-disk-9.qcow2, "
                        + "size=" + size + ", format=qcow2]");
    }

    @Test
    void prune_dryAndReal() {
        transport
                .data("[{\"volid\":\"local:backup/a.vma.zst\",\"ctime\":5,\"mark\":\"remove\",\"type\":\"qemu\","
                        + "\"vmid\":100},{\"volid\":\"local:backup/b.vma\",\"ctime\":6,\"mark\":\"renamed\","
                        + "\"type\":\"unknown\"}]")
                .data("\"UPID:pve1:00002DB2:000689D0:6B045141:prunebackups:100:root@pam!rig:\"");
        PruneQuery query =
                PruneQuery.by(PruneRules.keepLast(1)).type(GuestType.QEMU).vmid(Vmid.of(100));

        assertThat(storage.prunable(PruneQuery.byStorageRules()))
                .containsExactly(
                        new PruneCandidate(
                                BACKUP, Instant.ofEpochSecond(5), PruneMark.REMOVE, Optional.of(Vmid.of(100))),
                        new PruneCandidate(
                                VolumeId.of("local:backup/b.vma"),
                                Instant.ofEpochSecond(6),
                                PruneMark.RENAMED,
                                Optional.empty()));
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/storage/local/prunebackups []");
        assertThat(storage.prune(query).upid()).isPresent();
        assertThat(sent())
                .isEqualTo("DELETE /api2/json/nodes/pve1/storage/local/prunebackups "
                        + "[prune-backups=keep-last=1, type=qemu, vmid=100]");
    }

    @Test
    void usage_rowsWithoutNumbers_areKeptWithoutThem() {
        transport
                .data("[{\"time\":60},{\"time\":120,\"total\":100,\"used\":16249319.6}]")
                .data("[]");

        assertThat(storage.usage(Timeframe.DAY))
                .containsExactly(
                        new StorageUsage(Instant.ofEpochSecond(60), Optional.empty(), Optional.empty()),
                        new StorageUsage(
                                Instant.ofEpochSecond(120),
                                Optional.of(ByteSize.ofBytes(100)),
                                Optional.of(ByteSize.ofBytes(16249319))));
        storage.usage(Timeframe.DAY, Consolidation.AVERAGE);
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/storage/local/rrddata [timeframe=day, cf=AVERAGE]");
    }

    @Test
    void storages_filters_areSent() {
        transport.data("[]");

        node.storages(StorageQuery.all()
                .content(StorageContent.IMAGES)
                .target(NodeName.of("pve2"))
                .storage(StorageId.of("local"))
                .enabled());

        assertThat(sent())
                .isEqualTo("GET /api2/json/nodes/pve1/storage [content=images, target=pve2, storage=local, enabled=1]");
    }

    @Test
    void configs_listAndOne() {
        Storages storages = transport.client().storages();
        transport
                .data(
                        "[{\"storage\":\"local\",\"type\":\"dir\",\"path\":\"/var/lib/vz\",\"content\":\"images,new,backup\","
                                + "\"digest\":\"ab\",\"prune-backups\":{\"keep-all\":1},\"shared\":1,\"disable\":\"1\"}]")
                .data("{\"storage\":\"nfs1\",\"type\":\"nfs\",\"nodes\":\"pve1,pve2\",\"server\":\"10.0.0.9\"}");

        StorageConfig local = storages.list().get(0);
        assertThat(local.type()).isEqualTo("dir");
        assertThat(local.content()).containsExactlyInAnyOrder(StorageContent.IMAGES, StorageContent.BACKUP);
        assertThat(local.path()).contains("/var/lib/vz");
        assertThat(local.prune()).contains(PruneRules.keepAll());
        assertThat(local.digest()).contains(Digest.of("ab"));
        assertThat(local.shared() && local.disabled()).isTrue();
        assertThat(local.isFor(NodeName.of("pve9"))).isTrue();

        StorageConfig nfs = storages.get(StorageId.of("nfs1"));
        assertThat(sent()).isEqualTo("GET /api2/json/storage/nfs1 []");
        assertThat(nfs.isFor(NodeName.of("pve1"))).isTrue();
        assertThat(nfs.isFor(NodeName.of("pve9"))).isFalse();
        assertThat(nfs.toString()).contains("server").doesNotContain("10.0.0.9");
    }

    private String sent() {
        return transport.last().toString();
    }
}
