package dev.vmlifecycle.vm;

import java.util.Arrays;
import java.util.Optional;

/** Where an operator may set a VM down. Which of them are allowed depends on where it stands: {@link VmLifecycle#resetTargets}. */
public enum ResetTarget {
    /** The VM is left alone, as it is. */
    READY("ready", "leave the VM alone as it is; nothing is changed on the cluster"),
    /** The deploy from its first step; a VM that is there already is recognised and kept. */
    CREATION("creation", "run the deploy from its first step; what is there already is recognised and kept"),
    /** The deploy from the clone on, with the addresses that the VM holds. */
    SET_IP("set_ip", "go on with the clone, with the addresses that are held"),
    /** The whole change of package again, with the package of the record. */
    CHANGE_PACKAGE("change_package", "apply the record's package from the first step; may stop the VM"),
    /** All DNS records anew, then {@code ready}. */
    SET_DNS_RECORDS("set_dns_records", "write all DNS records anew, then ready"),
    /** The termination from its first phase. */
    TERMINATE("terminate", "end the VM: stop it, remove backups and DNS, destroy it, free its addresses"),
    /** Removed, without asking the cluster: addresses and VMID stay reserved, since the VM may still be there. */
    REMOVE(
            "remove",
            "mark as removed without contacting Proxmox; its addresses and VMID stay reserved until the record is deleted");

    private final String state;
    private final String explanation;

    ResetTarget(String state, String explanation) {
        this.state = state;
        this.explanation = explanation;
    }

    /**
     * The state's name, as persisted and as operators know it.
     *
     * @return for example {@code set_ip}
     */
    public String state() {
        return state;
    }

    /**
     * What choosing it does, in one line.
     *
     * @return text for a panel
     */
    public String explanation() {
        return explanation;
    }

    /**
     * Finds a target by its state.
     *
     * @param state for example {@code set_ip}
     * @return the target, or empty
     */
    public static Optional<ResetTarget> of(String state) {
        return Arrays.stream(values()).filter(one -> one.state.equals(state)).findFirst();
    }
}
