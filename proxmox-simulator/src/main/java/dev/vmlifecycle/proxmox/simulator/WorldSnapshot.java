package dev.vmlifecycle.proxmox.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The simulated world at one instant. Immutable. VMIDs are plain numbers here: this module has no type for them because it depends on
 * no other.
 *
 * @param at the latest instant the simulator has seen
 * @param vms VMs and templates by VMID
 * @param volumes everything on the storages, backups included
 * @param tasks oldest first
 * @param firewalls firewall files by VMID; one may exist without a VM
 * @param downNodes nodes that refuse connections
 */
public record WorldSnapshot(
        Instant at,
        Map<Integer, VmView> vms,
        List<VolumeView> volumes,
        List<TaskView> tasks,
        Map<Integer, FirewallView> firewalls,
        Set<String> downNodes) {

    /**
     * {@return one VM}
     *
     * @param vmid its number
     */
    public Optional<VmView> vm(int vmid) {
        return Optional.ofNullable(vms.get(vmid));
    }

    /**
     * {@return one VM's firewall file, empty when it has none}
     *
     * @param vmid its number
     */
    public Optional<FirewallView> firewall(int vmid) {
        return Optional.ofNullable(firewalls.get(vmid));
    }

    /**
     * {@return the volumes that carry a VMID}
     *
     * @param vmid the number
     */
    public List<VolumeView> volumesOf(int vmid) {
        return volumes.stream().filter(volume -> volume.vmid() == vmid).toList();
    }

    /** {@return the tasks that have not ended} */
    public List<TaskView> runningTasks() {
        return tasks.stream().filter(TaskView::running).toList();
    }

    /**
     * One VM.
     *
     * @param vmid its number
     * @param node where it is
     * @param name its name, {@code VM <vmid>} when unset
     * @param config running values by key
     * @param pending values that wait for a power cycle
     * @param pendingDeletes keys whose deletion waits for a power cycle
     * @param digest of the configuration file
     * @param running whether it is switched on
     * @param paused whether it is paused
     * @param lock the lock property, empty when there is none
     * @param nicsOffBridge NICs a refused hot-plug has cut off the network
     * @param nicsLinkDown NICs whose link a refused hot-plug has left down
     */
    public record VmView(
            int vmid,
            String node,
            String name,
            Map<String, String> config,
            Map<String, String> pending,
            Set<String> pendingDeletes,
            String digest,
            boolean running,
            boolean paused,
            Optional<String> lock,
            Set<String> nicsOffBridge,
            Set<String> nicsLinkDown) {}

    /**
     * One volume.
     *
     * @param volid its id
     * @param node the node of a local storage, empty on a shared one
     * @param vmid whose it is by name
     * @param content {@code images} or {@code backup}
     * @param sizeBytes its size
     * @param isProtected whether deletion is refused
     */
    public record VolumeView(
            String volid, Optional<String> node, int vmid, String content, long sizeBytes, boolean isProtected) {}

    /**
     * One task.
     *
     * @param upid its handle
     * @param node where it runs
     * @param type for example {@code qmclone}
     * @param id what it is about; clones carry the source's VMID
     * @param vmids the VMs its call named, a clone's new one included
     * @param startedAt when it was started
     * @param endedAt when it ended, empty while it runs
     * @param exitStatus how it ended, empty while it runs
     */
    public record TaskView(
            String upid,
            String node,
            String type,
            String id,
            Set<Integer> vmids,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<String> exitStatus) {

        /** {@return whether it has not ended} */
        public boolean running() {
            return exitStatus.isEmpty();
        }
    }

    /**
     * One firewall file.
     *
     * @param options set options by key
     * @param ipsets entries by set
     * @param rules from the top
     */
    public record FirewallView(
            Map<String, String> options, Map<String, List<String>> ipsets, List<Map<String, String>> rules) {}
}
