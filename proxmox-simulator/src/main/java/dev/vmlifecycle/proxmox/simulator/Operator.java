package dev.vmlifecycle.proxmox.simulator;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Somebody with root on the nodes: changes the world behind the API's back, at the latest instant the simulator has seen. Thread-safe.
 * A VMID that does not exist is refused with {@link IllegalArgumentException}.
 */
public final class Operator {

    private final PveSimulator simulator;

    Operator(PveSimulator simulator) {
        this.simulator = simulator;
    }

    /**
     * Sets the lock property.
     *
     * @param vmid the VM
     * @param lock for example {@code backup}
     */
    public void lock(int vmid, String lock) {
        set(vmid, "lock", lock);
    }

    /**
     * Removes the lock property.
     *
     * @param vmid the VM
     */
    public void unlock(int vmid) {
        unset(vmid, "lock");
    }

    /**
     * Writes one value into the configuration file.
     *
     * @param vmid the VM
     * @param key an option
     * @param value stored as it is
     */
    public void set(int vmid, String key, String value) {
        onVm(vmid, vm -> vm.config.put(key, value));
    }

    /**
     * Removes one value from the configuration file.
     *
     * @param vmid the VM
     * @param key an option
     */
    public void unset(int vmid, String key) {
        onVm(vmid, vm -> vm.config.remove(key));
    }

    /**
     * Switches a VM on at once.
     *
     * @param vmid the VM
     */
    public void powerOn(int vmid) {
        simulator.touch(world -> {
            Power.on(world, require(world, vmid));
            return true;
        });
    }

    /**
     * Switches a VM off at once, as a crash would.
     *
     * @param vmid the VM
     */
    public void powerOff(int vmid) {
        simulator.touch(world -> {
            Power.off(world, require(world, vmid));
            return true;
        });
    }

    /**
     * Changes how a VM's guest reacts.
     *
     * @param vmid the VM
     * @param behaviour from now on
     */
    public void guest(int vmid, GuestBehaviour behaviour) {
        onVm(vmid, vm -> vm.guest(behaviour));
    }

    /**
     * Removes a VM, its volumes and its firewall file at once; backups stay.
     *
     * @param vmid the VM
     */
    public void delete(int vmid) {
        simulator.touch(world -> {
            Vm vm = require(world, vmid);
            world.state.volumes.removeIf(volume -> volume.vmid == vmid && volume.content.equals("images"));
            world.state.firewalls.remove(vmid);
            world.state.vms.remove(vmid);
            return vm;
        });
    }

    /**
     * Creates somebody else's VM, stopped, without disks.
     *
     * @param vmid a free number
     * @param node where
     * @param name its name
     */
    public void createForeign(int vmid, String node, String name) {
        simulator.touch(world -> {
            if (world.vm(vmid).isPresent()) {
                throw new IllegalArgumentException("vmid: " + vmid + " (expected: free)");
            }
            world.cluster.node(node);
            Vm vm = Vm.of(vmid, node, world.cluster.guest());
            vm.config.putAll(Templates.base(world, name, "1", "512", "vmbr0"));
            return world.state.vms.put(vmid, vm);
        });
    }

    /**
     * Puts a backup on a storage.
     *
     * @param storage where
     * @param node the node of a storage that is not shared
     * @param vmid whose backup; need not exist
     * @param made when it was made
     * @param isProtected whether its deletion is refused
     * @return its volume id
     */
    public String addBackup(String storage, String node, int vmid, Instant made, boolean isProtected) {
        return simulator.touch(world -> {
            Volume archive = BackupProgram.archive(
                    world, world.cluster.storageOn(storage, node), node, vmid, made.getEpochSecond());
            archive.isProtected = isProtected;
            return archive.volid();
        });
    }

    private void onVm(int vmid, Consumer<Vm> change) {
        simulator.touch(world -> {
            change.accept(require(world, vmid));
            return true;
        });
    }

    private static Vm require(World world, int vmid) {
        return world.vm(vmid)
                .orElseThrow(() -> new IllegalArgumentException("vmid: " + vmid + " (expected: an existing VM)"));
    }
}
