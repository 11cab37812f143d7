package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.qemu.Snapshot;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {

    private static final String UPID = "\"UPID:pve1:000005FD:0008AF40:6B0456BF:qmany:100:svc@pve!panel:\"";
    private static final SnapshotName NAME = SnapshotName.of("before-upgrade");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Snapshots snapshots =
            transport.client().node(NodeName.of("pve1")).qemu(Vmid.of(100)).snapshots();

    @Test
    void list_tellsThePresentStateApart() {
        transport.data("[{\"name\":\"a1\",\"snaptime\":1795444999,\"vmstate\":1,\"description\":\"x\"},"
                + "{\"name\":\"b1\",\"parent\":\"a1\",\"vmstate\":0,\"description\":\"\"},"
                + "{\"name\":\"current\",\"parent\":\"b1\",\"digest\":\"ab\",\"running\":1,"
                + "\"description\":\"You are here!\"}]");

        SnapshotTree tree = snapshots.list();

        assertThat(tree.snapshots())
                .extracting(Snapshot::name)
                .containsExactly(SnapshotName.of("a1"), SnapshotName.of("b1"));
        assertThat(tree.parentOfCurrent()).contains(SnapshotName.of("b1"));
        assertThat(tree.digest()).contains(Digest.of("ab"));
        assertThat(tree.find(SnapshotName.of("a1"))).hasValueSatisfying(it -> {
            assertThat(it.withMemory()).isTrue();
            assertThat(it.time()).contains(Instant.ofEpochSecond(1795444999));
            assertThat(it.description()).isEqualTo("x");
        });
        assertThat(tree.find(SnapshotName.of("b1")).flatMap(Snapshot::parent)).contains(SnapshotName.of("a1"));
        assertThat(tree.find(NAME)).isEmpty();
    }

    @Test
    void writes_sendWhatWasAskedFor() {
        transport.data(UPID).data(UPID).data(UPID).data(UPID).data("null");

        snapshots.create(SnapshotRequest.of(NAME).description("a\nb").withMemory());
        snapshots.rollbackAndStart(NAME);
        snapshots.delete(NAME);
        snapshots.forceDelete(NAME);
        snapshots.describe(NAME, "new");

        assertThat(transport.requests.get(0).form())
                .containsExactly(
                        Param.of("snapname", "before-upgrade"),
                        Param.of("description", "a\nb"),
                        Param.of("vmstate", "1"));
        assertThat(transport.requests.subList(1, 5).stream().map(Object::toString))
                .containsExactly(
                        "POST /api2/json/nodes/pve1/qemu/100/snapshot/before-upgrade/rollback [start=1]",
                        "DELETE /api2/json/nodes/pve1/qemu/100/snapshot/before-upgrade []",
                        "DELETE /api2/json/nodes/pve1/qemu/100/snapshot/before-upgrade [force=1]",
                        "PUT /api2/json/nodes/pve1/qemu/100/snapshot/before-upgrade/config [description=new]");
    }

    @Test
    void storedConfig_printsNoHash() {
        transport.data("{\"cipassword\":\"$5$abc\",\"snaptime\":1795444999}");

        assertThat(snapshots.storedConfig(NAME).toString()).doesNotContain("$5$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "current", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a/b"})
    void name_malformed_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnapshotName.of(text))
                .withMessageStartingWith("snapshot: '" + text + "' (expected: ");
    }
}
