package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import java.util.Optional;

/**
 * The ownership fence: a VM is ours when a line of its notes names this key, this VMID and the record's random owner.
 *
 * <p>The VMID stands in the line because a clone made by hand of our VM inherits our notes.
 */
final class Ownership {
    /** What Proxmox shows as the notes of a clone in its first moments (8.4.1; leading blank included). */
    static final String CLONE_IN_PROGRESS = "qmclone temporary file";

    private Ownership() {}

    static boolean isOurs(VmRecord vm, Vmid vmid, Optional<String> notes) {
        return notes.stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.strip().equals(vm.ownerLine(vmid)));
    }

    /** The line that says a VM was made by this library, whoever's it is. */
    static Optional<String> line(Optional<String> notes) {
        return notes.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("vm-lifecycle: key="))
                .findFirst();
    }

    static boolean isCloneInProgress(Optional<String> notes) {
        return notes.map(String::strip).filter(CLONE_IN_PROGRESS::equals).isPresent();
    }

    static String refusal(VmRecord vm, Vmid vmid, NodeName node) {
        return "VM " + vmid + " on " + node + ": its notes do not name us (expected: a line \"vm-lifecycle: key="
                + vm.id().key() + " vmid=" + vmid
                + " owner=...\"); nothing was touched; if the VM is ours, put the line back";
    }
}
