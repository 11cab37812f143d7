package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmLifecycle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hosting panel books an order and asks for the VM in one transaction. */
class PanelOrderTest {
    private static final VmKey KEY = VmKey.of("42");

    @ParameterizedTest
    @EnumSource
    void deploy_inTheHostsTransaction_isThereWithItsCommitOnly(TestDatabase kind) throws SQLException {
        DataSource database = kind.empty();
        JdbcStore store = JdbcStore.create(database);
        store.createSchema();
        try (ProxmoxClient pve = ProxmoxClient.builder()
                        .host("pve1.example.net")
                        .auth(ApiToken.of("panel@pve!vms", Secret.of("secret")))
                        .build();
                VmLifecycle vms =
                        VmLifecycle.builder().stores(store).cluster("ams1", pve).build()) {
            inTransaction(database, connection -> {
                assertThat(vms.in(store.in(connection)).deploy(request()).status())
                        .isEqualTo("creation");
                connection.rollback();
            });
            assertThat(vms.get(KEY)).isEmpty();

            inTransaction(database, connection -> {
                vms.in(store.in(connection)).deploy(request());
                vms.in(store.in(connection)).deploy(request());
                connection.commit();
            });
            assertThat(vms.get(KEY)).isPresent();
            assertThat(vms.nextDue()).isPresent();

            inTransaction(database, connection -> {
                assertThat(vms.in(store.in(connection)).terminate(KEY).status()).isEqualTo("terminate");
                assertThatThrownBy(() -> vms.in(store.in(connection)).changePackage(KEY, pkg()))
                        .isInstanceOf(VmException.class);
                connection.commit();
            });
            assertThat(vms.get(KEY).orElseThrow().status()).isEqualTo("terminate");
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void inTransaction(DataSource database, Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.on(connection);
        }
    }

    private static DeployRequest request() {
        Placement place = new Placement(
                "ams1",
                NodeName.of("pve1"),
                Map.of(NodeName.of("pve1"), Vmid.of(9000)),
                CloneMode.FULL,
                StorageId.of("local"),
                new Placement.Net("vmbr0", Optional.empty()),
                List.of(),
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
        return DeployRequest.of(KEY, "vm42.example.com", pkg(), place);
    }

    private static PackageSpec pkg() {
        return PackageSpec.builder(ByteSize.ofMiB(1024))
                .cores(2)
                .systemDisk(ByteSize.ofGiB(3))
                .build();
    }
}
