package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The cluster's state with the questions every call asks. Confined to the simulator's monitor.
 *
 * <p>Who looks at a VM may change it: {@link #vm} and {@link #vmOn} note it for the next round of the status daemon, so that a round
 * costs what was touched and not what exists, and none is held when nothing was: a year costs what happens in it. Tasks change a VM
 * in their steps only, by looking at it. Walking over {@link #allVms} is for readers only.
 */
final class World {

    private static final long STAT_ROUND_MS = 10_000;

    final Cluster cluster;
    final State state;
    final Randomness random;
    final Volumes volumes;
    final Tasks tasks;
    final Permissions permissions;
    final Tickets tickets;
    private final Set<Integer> touched = new HashSet<>();
    /** How often the status daemon has been at work, for tests of what the passing of time costs. */
    long rounds;

    private final PriorityQueue<PowerOff> powerOffs = new PriorityQueue<>(Comparator.comparingLong(PowerOff::atMs));

    World(Cluster cluster, State state) {
        this.cluster = cluster;
        this.state = state;
        this.random = new Randomness(state);
        this.volumes = new Volumes(this);
        this.tasks = new Tasks(this);
        this.permissions = new Permissions(this);
        this.tickets = new Tickets(this);
        state.vms.values().forEach(this::expectPowerOff);
        touched.addAll(state.vms.keySet());
    }

    private record PowerOff(long atMs, int vmid) {}

    long now() {
        return state.nowMs;
    }

    /** Lets time pass: tasks and guests act at their own instants, never all at the end. */
    void advanceTo(long nowMs) {
        if (state.bootMs == 0) {
            boot(nowMs);
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

    private void boot(long nowMs) {
        state.bootMs = nowMs - 3_600_000;
        // What the operator did before time began has begun with it.
        tasks.postpone(nowMs - state.nowMs);
        state.vms.values().forEach(vm -> vm.startedMs = vm.running ? nowMs : vm.startedMs);
        state.rrd.clear();
        state.nowMs = nowMs;
        state.volumes.stream().filter(volume -> volume.ctime == 0).forEach(volume -> volume.ctime = nowMs / 1000);
        state.vms.values().forEach(this::noteFigures);
        refreshStats(nowMs);
    }

    private long nextDue() {
        PowerOff next = powerOffs.peek();
        long due = Math.min(tasks.nextDue(), next == null ? Long.MAX_VALUE : next.atMs());
        long round = (state.lastStatMs / STAT_ROUND_MS + 1) * STAT_ROUND_MS;
        return touched.isEmpty() ? due : Math.min(due, round);
    }

    /** To be called whenever a guest's own power off has been scheduled. */
    void expectPowerOff(Vm vm) {
        if (vm.offAtMs != Vm.NEVER) {
            powerOffs.add(new PowerOff(vm.offAtMs, vm.vmid));
        }
    }

    private void powerOffGuests() {
        PowerOff next = powerOffs.peek();
        while (next != null && next.atMs() <= now()) {
            powerOffs.remove();
            long at = next.atMs();
            vm(next.vmid()).filter(vm -> vm.offAtMs == at).ifPresent(vm -> Power.off(this, vm));
            next = powerOffs.peek();
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
        rounds++;
        // Forgotten before they are looked at: a VM that cannot be reported must not stop time.
        List<Integer> round = List.copyOf(touched);
        touched.clear();
        for (int vmid : round) {
            Vm vm = state.vms.get(vmid);
            if (vm == null) {
                state.stats.remove(vmid);
            } else {
                state.stats.put(vmid, row(vm));
                noteFigures(vm);
            }
        }
    }

    private StatRow row(Vm vm) {
        return new StatRow(
                vm.name(),
                vm.running,
                vm.isTemplate(),
                vm.vcpus(),
                vm.memoryBytes(),
                volumes.bootDiskSize(vm),
                vm.running ? vm.startedMs : 0);
    }

    /** Begins a new stretch of the VM's series when its figures have changed. */
    void noteFigures(Vm vm) {
        RrdHistory history = state.rrd.computeIfAbsent(vm.vmid, key -> new RrdHistory());
        RrdHistory.Stretch stretch = new RrdHistory.Stretch(
                now(), true, vm.running, vm.traffic, vm.vcpus(), vm.memoryBytes(), volumes.bootDiskSize(vm));
        history.begin(stretch);
    }

    long uptime(Vm vm) {
        return vm.running ? (now() - vm.startedMs) / 1000 : 0;
    }

    Optional<Vm> vm(int vmid) {
        Vm vm = state.vms.get(vmid);
        if (vm != null) {
            touched.add(vmid);
        }
        return Optional.ofNullable(vm);
    }

    /** The VM, or Proxmox's words for "not on this node". */
    Vm vmOn(String node, int vmid) {
        Vm vm = state.vms.get(vmid);
        if (vm == null || !vm.node.equals(node)) {
            throw ApiError.die("Configuration file 'nodes/" + node + "/qemu-server/" + vmid + ".conf' does not exist");
        }
        touched.add(vmid);
        return vm;
    }

    void addVm(Vm vm) {
        state.vms.put(vm.vmid, vm);
        touched.add(vm.vmid);
        expectPowerOff(vm);
    }

    void removeVm(int vmid) {
        Vm vm = state.vms.remove(vmid);
        touched.add(vmid);
        RrdHistory history = state.rrd.get(vmid);
        if (vm != null && history != null) {
            history.begin(new RrdHistory.Stretch(now(), false, false, Traffic.idle(), 0, 0, 0));
        }
    }

    /** For readers only. */
    Collection<Vm> allVms() {
        return Collections.unmodifiableCollection(state.vms.values());
    }

    /** How long a task of this type takes for this much data. */
    long takes(String type, long bytes) {
        return cluster.duration(type).millis(bytes, random);
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

    /** Without quorum the file system below the configuration files is read-only. */
    void checkWritable(Vm vm) {
        if (!state.quorate) {
            throw ApiError.die("unable to open file '/etc/pve/nodes/" + vm.node + "/qemu-server/" + vm.vmid
                    + ".conf.tmp." + state.nextPid + "' - Permission denied");
        }
    }

    void checkQuorum() {
        if (!state.quorate) {
            throw ApiError.die("cluster not ready - no quorum?");
        }
    }

    FirewallFile firewall(int vmid) {
        return state.firewalls.getOrDefault(vmid, new FirewallFile());
    }

    FirewallFile firewallForWriting(int vmid) {
        if (!state.quorate) {
            throw ApiError.die("cfs-lock 'firewall-vm-" + vmid + "' error: no quorum!");
        }
        return state.firewalls.computeIfAbsent(vmid, id -> new FirewallFile());
    }

    List<Vm> vmsOn(String node) {
        return state.vms.values().stream().filter(vm -> vm.node.equals(node)).toList();
    }
}
