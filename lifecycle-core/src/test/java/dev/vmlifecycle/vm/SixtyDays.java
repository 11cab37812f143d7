package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.schedule.ScheduleEvent;
import dev.vmlifecycle.schedule.TaskRun;
import dev.vmlifecycle.schedule.TasksBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Two hosts whose timers call every ten minutes for sixty days, on one clock and one thread, over many VMs that are ready. */
final class SixtyDays {
    static final Duration SPAN = Duration.ofDays(60);
    static final Duration TIMER = Duration.ofMinutes(10);

    /** What the runs of one task came to, both hosts together. */
    static final class Sum {
        int runs;
        int processed;
        int errors;
        long nanos;
    }

    final VmWorld world = VmWorld.create();
    final List<VmLifecycle> hosts = new ArrayList<>();
    final Map<String, Sum> sums = new TreeMap<>();
    private final Map<String, Long> begun = new TreeMap<>();
    private final int vms;

    /** Deploys the VMs, by the first host. */
    SixtyDays(int vms, UnaryOperator<PackageSpec.Builder> pkg) {
        this(vms, pkg, own -> own);
    }

    /** As above, with other intervals. */
    SixtyDays(int vms, UnaryOperator<PackageSpec.Builder> pkg, UnaryOperator<TasksBuilder> settings) {
        this.vms = vms;
        for (int host = 0; host < 2; host++) {
            hosts.add(world.host(
                    wire -> wire,
                    store -> store,
                    builder -> builder.tasks(tasks -> settings.apply(tasks).listener(this::measure))));
        }
        PackageSpec spec =
                pkg.apply(PackageSpec.builder(ByteSize.ofMiB(512)).ipv4(0)).build();
        for (int vm = 0; vm < vms; vm++) {
            hosts.get(0)
                    .deploy(new DeployRequest(
                            key(vm),
                            DnsName.parse("vm" + vm + ".example.net"),
                            spec,
                            place(),
                            new GuestAccess("", List.of())));
        }
        hosts.get(0).tick(Budget.of(Duration.ofHours(12)));
    }

    /** Moves the clock on to a multiple of so long, so that the timers call at such instants. */
    static void alignTo(SixtyDays days, Duration step) {
        long millis = step.toMillis();
        long now = days.world.clock.millis();
        days.world.clock.advance(Duration.ofMillis(Math.floorMod(-now, millis)));
        days.world.sim.advanceTo(days.world.clock.instant());
    }

    static VmKey key(int vm) {
        return VmKey.of(String.format("vm%04d", vm));
    }

    /** VMIDs are given in order of keys only by chance: it is asked for. */
    Qemu qemu(int vm) {
        VmView view = hosts.get(0).get(key(vm)).orElseThrow();
        return world.client().node(view.node().orElseThrow()).qemu(view.vmid().orElseThrow());
    }

    private static Placement place() {
        return new Placement(
                "ams1",
                NodeName.of("pve1"),
                Map.of(NodeName.of("pve1"), Vmid.of(VmWorld.TEMPLATE)),
                CloneMode.LINKED,
                StorageId.of("local"),
                new Placement.Net("vmbr0", Optional.empty()),
                List.of(),
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
    }

    private void measure(ScheduleEvent event) {
        if (event instanceof ScheduleEvent.TaskStarted started) {
            begun.put(started.name().value(), System.nanoTime());
        } else if (event instanceof ScheduleEvent.TaskEnded ended) {
            sums.computeIfAbsent(ended.name().value(), any -> new Sum()).nanos +=
                    System.nanoTime() - begun.getOrDefault(ended.name().value(), System.nanoTime());
        }
    }

    /**
     * Lets the days pass.
     *
     * @param before done before each call of the timers, with the clock as it stands
     */
    void run(Consumer<Instant> before) {
        Instant end = world.clock.instant().plus(SPAN);
        while (world.clock.instant().isBefore(end)) {
            Instant now = world.clock.instant();
            before.accept(now);
            for (VmLifecycle host : hosts) {
                host.tasks().runDue().forEach(this::count);
            }
            world.sim.requests().clear();
            Instant next = now.plus(TIMER);
            if (world.clock.instant().isBefore(next)) {
                world.clock.set(next);
            }
        }
    }

    private void count(TaskRun run) {
        Sum sum = sums.computeIfAbsent(run.name().value(), any -> new Sum());
        sum.runs++;
        sum.processed += run.result().processed();
        sum.errors += run.result().errors();
    }

    int runs(String task) {
        return sums.getOrDefault(task, new Sum()).runs;
    }

    /** One line a task, with the real time it took. */
    List<String> report() {
        return sums.entrySet().stream()
                .map(task -> String.format(
                        "%-18s %5d runs, %6d processed, %d errors, %.2f s real time for %d VMs",
                        task.getKey(),
                        task.getValue().runs,
                        task.getValue().processed,
                        task.getValue().errors,
                        task.getValue().nanos / 1e9,
                        vms))
                .toList();
    }
}
