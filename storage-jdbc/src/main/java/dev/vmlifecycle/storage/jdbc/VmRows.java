package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.store.ProtectVm;
import dev.vmlifecycle.vm.store.VmRow;
import java.sql.SQLException;
import java.util.Optional;

/** The searchable columns of VMs. */
final class VmRows {

    private VmRows() {}

    static void save(Tx tx, VmRow row) throws SQLException {
        // looked at first: of a row that changes nothing, some MySQL set-ups count 0 as changed
        if (tx.exists("SELECT 1 FROM ${prefix}vm WHERE skey = ?", row.key())) {
            tx.update(
                    "UPDATE ${prefix}vm SET cluster_name = ?, vmid = ?, node_name = ?, fqdn = ? WHERE skey = ?",
                    row.cluster(),
                    row.vmid().map(Vmid::value),
                    row.node().map(NodeName::value),
                    row.fqdn(),
                    row.key());
        } else {
            tx.update(
                    "INSERT INTO ${prefix}vm (skey, cluster_name, vmid, node_name, fqdn) VALUES (?, ?, ?, ?, ?)",
                    row.key(),
                    row.cluster(),
                    row.vmid().map(Vmid::value),
                    row.node().map(NodeName::value),
                    row.fqdn());
        }
    }

    /** Whether that changed anything. A row that is not there cannot be marked. */
    static boolean protect(Tx tx, ProtectVm ask) throws SQLException {
        return tx.update(
                        "UPDATE ${prefix}vm SET protected_flag = ? WHERE skey = ? AND protected_flag <> ?",
                        ask.protect(),
                        ask.key(),
                        ask.protect())
                > 0;
    }

    static boolean isProtected(Tx tx, String key) throws SQLException {
        return tx.exists("SELECT 1 FROM ${prefix}vm WHERE skey = ? AND protected_flag = 1", key);
    }

    static Optional<VmRow> find(Tx tx, String key) throws SQLException {
        return tx.first(
                "SELECT * FROM ${prefix}vm WHERE skey = ?",
                row -> new VmRow(
                        row.text("skey"),
                        row.text("cluster_name"),
                        row.optionalNumber("vmid").map(number -> new Vmid(Math.toIntExact(number))),
                        row.optionalText("node_name").map(NodeName::of),
                        row.text("fqdn")),
                key);
    }
}
