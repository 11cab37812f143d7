package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Somebody with root on the nodes: changes the world behind the API's back, at the latest instant the simulator has seen. Thread-safe.
 * A VMID, node or storage that does not exist is refused with {@link IllegalArgumentException}.
 */
public final class Operator {

    private static final Set<String> LOCKS = Set.of(
            "backup",
            "clone",
            "create",
            "destroyed",
            "import",
            "migrate",
            "rollback",
            "snapshot",
            "snapshot-delete",
            "suspended",
            "suspending");

    private final PveSimulator simulator;

    Operator(PveSimulator simulator) {
        this.simulator = simulator;
    }

    /**
     * Sets the lock property.
     *
     * @param vmid the VM
     * @param lock one of Proxmox's own, for example {@code backup}
     */
    public void lock(int vmid, String lock) {
        Expect.oneOf("lock", lock, LOCKS);
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
        Expect.matches("option", key, "[a-z][a-z0-9_-]*", "a name as in the file");
        Objects.requireNonNull(value, "value");
        boolean oneLine = key.equals("description") || !value.matches("(?s).*[\\r\\n].*");
        Expect.that(oneLine, "value of " + key, "several lines", "one");
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
        Objects.requireNonNull(behaviour, "guest");
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
            world.volumes.ofVm(vmid).stream()
                    .filter(volume -> volume.content.equals("images"))
                    .forEach(world.volumes::remove);
            world.state.firewalls.remove(vmid);
            world.removeVm(vmid);
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
            requireNode(world, node);
            Expect.that(vmid >= 100 && vmid <= 999_999_999, "vmid", vmid, "100 to 999999999");
            Expect.dnsName("name", name);
            Vm vm = Vm.of(vmid, node, world.cluster.guest());
            vm.config.putAll(Templates.base(world, name, "1", "512", "vmbr0"));
            world.addVm(vm);
            return vm;
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
            requireNode(world, node);
            StorageSpec place = requireStorage(world, storage);
            Expect.that(place.availableOn(node), "storage", storage, "available on node " + node);
            Volume archive = BackupProgram.archive(world, place, node, vmid, made.getEpochSecond(), "vma.zst");
            archive.isProtected = isProtected;
            return archive.volid();
        });
    }

    /**
     * Lets a node refuse connections: calls for it are answered 595, its guests are not touched.
     *
     * @param node the node
     */
    public void nodeDown(String node) {
        onNode(node, world -> world.state.down.add(node));
    }

    /**
     * Lets a node take calls and never answer: 596 after the proxy's thirty seconds, without an effect.
     *
     * @param node the node
     */
    public void nodeHangs(String node) {
        onNode(node, world -> world.state.hanging.add(node));
    }

    /**
     * Lets a node answer again.
     *
     * @param node the node
     */
    public void nodeUp(String node) {
        onNode(node, world -> {
            world.state.down.remove(node);
            world.state.hanging.remove(node);
        });
    }

    private void onNode(String node, Consumer<World> change) {
        simulator.touch(world -> {
            requireNode(world, node);
            change.accept(world);
            return true;
        });
    }

    /** Takes the cluster's quorum away: configuration files can be read, not written. */
    public void loseQuorum() {
        simulator.touch(world -> world.state.quorate = false);
    }

    /** Gives the cluster its quorum back. */
    public void regainQuorum() {
        simulator.touch(world -> world.state.quorate = true);
    }

    /**
     * Lets a storage run out of space, or gives it space again.
     *
     * @param storage the storage
     * @param full whether nothing can be allocated on it
     */
    public void storageFull(String storage, boolean full) {
        simulator.touch(world -> {
            requireStorage(world, storage);
            return full ? world.state.full.add(storage) : world.state.full.remove(storage);
        });
    }

    /**
     * Keeps the VM's configuration lock for a while, as a hanging worker does; who waits longer than ten seconds is refused.
     *
     * @param vmid the VM
     * @param time how long
     */
    public void holdLock(int vmid, Duration time) {
        Expect.span("time", time);
        simulator.touch(world -> {
            Vm vm = require(world, vmid);
            return world.tasks.hold(vm, time.toMillis());
        });
    }

    /**
     * Sets what a guest does all the time, from now on.
     *
     * @param vmid the VM
     * @param traffic its figures while it runs
     */
    public void traffic(int vmid, Traffic traffic) {
        simulator.touch(world -> {
            Vm vm = require(world, vmid);
            vm.traffic = Objects.requireNonNull(traffic, "traffic");
            world.noteFigures(vm);
            return vm;
        });
    }

    /**
     * Sets what commands run by the guest agent print.
     *
     * @param vmid the VM
     * @param text standard output of every command
     */
    public void agentOutput(int vmid, String text) {
        Objects.requireNonNull(text, "text");
        onVm(vmid, vm -> vm.agentOutput = text);
    }

    /**
     * Revokes an API token at once.
     *
     * @param token user, exclamation mark, name
     */
    public void revokeToken(String token) {
        simulator.touch(world -> {
            AccessState.User user = world.state.access.users.get(Permissions.userOf(token));
            if (user == null || user.tokens.remove(token.substring(token.indexOf('!') + 1)) == null) {
                throw new IllegalArgumentException("token: " + token + " (expected: a known one)");
            }
            return user;
        });
    }

    private void onVm(int vmid, Consumer<Vm> change) {
        simulator.touch(world -> {
            change.accept(require(world, vmid));
            return true;
        });
    }

    private static void requireNode(World world, String node) {
        Expect.oneOf("node", node, world.cluster.nodes().keySet());
    }

    private static StorageSpec requireStorage(World world, String storage) {
        Expect.oneOf("storage", storage, world.cluster.storages().keySet());
        return world.cluster.storage(storage);
    }

    private static Vm require(World world, int vmid) {
        return world.vm(vmid)
                .orElseThrow(() -> new IllegalArgumentException("vmid: " + vmid + " (expected: an existing VM)"));
    }
}
