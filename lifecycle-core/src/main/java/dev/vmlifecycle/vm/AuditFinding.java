package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.Vmid;
import java.util.Optional;

/**
 * Where store and cluster disagree.
 *
 * @param kind what kind of disagreement
 * @param key the record it concerns; empty when there is none
 * @param vmid the VM it concerns; empty when there is none
 * @param problem what was met
 * @param action what is safe to do; nothing is done by itself
 */
public record AuditFinding(Kind kind, Optional<VmKey> key, Optional<Vmid> vmid, String problem, String action) {

    /** What kinds there are. */
    public enum Kind {
        /** A VM whose notes carry our line, which no record has. */
        VM_WITHOUT_RECORD,
        /** A record of a VM that is provably not on the cluster. */
        RECORD_WITHOUT_VM,
        /** A VM at a record's VMID whose notes do not name that record. */
        OWNER_MISMATCH,
        /** A VM of ours is set up with an address that is not allocated to it. */
        FOREIGN_ADDRESS,
        /** Two VMs are set up with one address. */
        DUPLICATE_ADDRESS,
        /** A VM differs from its package. */
        DRIFT,
        /** Something could not be read, so nothing is known of it. */
        UNREADABLE
    }

    @Override
    public String toString() {
        return kind + key.map(one -> " key " + one).orElse("")
                + vmid.map(one -> " VM " + one).orElse("") + ": " + problem + " (" + action + ")";
    }
}
