package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Optional;

/** The cluster's state with the questions every call asks. Confined to the simulator's monitor. */
final class World {

    private static final long STAT_ROUND_MS = 10_000;

    final Cluster cluster;
    final State state;
    final Randomness random;
    final Volumes volumes;
    final Tasks tasks;

    World(Cluster cluster, State state) {
        this.cluster = cluster;
        this.state = state;
        this.random = new Randomness(state);
        this.volumes = new Volumes(this);
        this.tasks = new Tasks(this);
    }

    long now() {
        return state.nowMs;
    }

    /** Lets time pass: tasks and guests act at their own instants, never all at the end. */
    void advanceTo(long nowMs) {
        if (state.bootMs == 0) {
            state.bootMs = nowMs - 3_600_000;
            state.nowMs = nowMs;
            state.volumes.forEach(volume -> volume.ctime = nowMs / 1000);
            refreshStats(nowMs);
        }
        long due = nextDue();
        while (due <= nowMs) {
            state.nowMs = Math.max(state.nowMs, due);
            statRound(state.nowMs);
            powerOffGuests();
            tasks.runDue();
            due = nextDue();
        }
        state.nowMs = Math.max(state.nowMs, nowMs);
        statRound(state.nowMs);
    }

    private long nextDue() {
        long due = tasks.nextDue();
        for (Vm vm : state.vms.values()) {
            if (vm.offAtMs != Vm.NEVER) {
                due = Math.min(due, vm.offAtMs);
            }
        }
        return due;
    }

    private void powerOffGuests() {
        for (Vm vm : state.vms.values()) {
            if (vm.offAtMs != Vm.NEVER && vm.offAtMs <= now()) {
                Power.off(this, vm);
            }
        }
    }

    /** The status daemon reports every ten seconds; until then listings show what it told last. */
    private void statRound(long atMs) {
        if (atMs / STAT_ROUND_MS > state.lastStatMs / STAT_ROUND_MS) {
            refreshStats(atMs);
        }
    }

    private void refreshStats(long atMs) {
        state.lastStatMs = atMs;
        state.stats.clear();
        state.vms.forEach((vmid, vm) -> state.stats.put(
                vmid,
                new StatRow(
                        vm.name(),
                        vm.running,
                        vm.isTemplate(),
                        vm.vcpus(),
                        vm.memoryBytes(),
                        volumes.bootDiskSize(vm),
                        uptime(vm))));
    }

    long uptime(Vm vm) {
        return vm.running ? (now() - vm.startedMs) / 1000 : 0;
    }

    Optional<Vm> vm(int vmid) {
        return Optional.ofNullable(state.vms.get(vmid));
    }

    /** The VM, or Proxmox's words for "not on this node". */
    Vm vmOn(String node, int vmid) {
        Vm vm = state.vms.get(vmid);
        if (vm == null || !vm.node.equals(node)) {
            throw ApiError.die("Configuration file 'nodes/" + node + "/qemu-server/" + vmid + ".conf' does not exist");
        }
        return vm;
    }

    static void checkLock(Vm vm) {
        if (!vm.lock().isEmpty()) {
            throw ApiError.die("VM is locked (" + vm.lock() + ")");
        }
    }

    static void checkDigest(Vm vm, String digest) {
        if (!digest.isEmpty() && !digest.equals(vm.digest())) {
            throw ApiError.die("checksum mismatch (file change by other user?)");
        }
    }

    FirewallFile firewall(int vmid) {
        return state.firewalls.getOrDefault(vmid, new FirewallFile());
    }

    FirewallFile firewallForWriting(int vmid) {
        return state.firewalls.computeIfAbsent(vmid, id -> new FirewallFile());
    }

    List<Vm> vmsOn(String node) {
        return state.vms.values().stream().filter(vm -> vm.node.equals(node)).toList();
    }
}
