package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import dev.vmlifecycle.traffic.TrafficStore;
import dev.vmlifecycle.traffic.internal.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Counts what each VM received and sent since it was counted last. The watermark is written with the intervals, so that a run that
 * dies counts nothing twice and leaves nothing out.
 */
public final class CollectStatistics implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("collect_statistics");

    private final SubjectStore store;
    private final TrafficStore ledger;
    private final VmServices services;
    private final ZoneId zone;
    private final Duration retention;

    /**
     * Makes the task.
     *
     * @param store the VMs
     * @param ledger where traffic is kept
     * @param services their clusters
     * @param zone at whose midnights intervals end
     * @param retention how long intervals are kept
     */
    public CollectStatistics(
            SubjectStore store, TrafficStore ledger, VmServices services, ZoneId zone, Duration retention) {
        this.store = store;
        this.ledger = ledger;
        this.services = services;
        this.zone = zone;
        this.retention = retention;
    }

    @Override
    public TaskName name() {
        return NAME;
    }

    @Override
    public Interval defaultInterval() {
        return Interval.of(Duration.ofMinutes(60));
    }

    @Override
    public TaskResult run(TaskContext context) {
        Fleet fleet = new Fleet(store, services);
        TaskResult result =
                context.each(fleet.rows(), Instance::key, row -> count(context.now(), fleet, Fleet.of(row)));
        ledger.forgetTraffic(context.now().minus(retention));
        return result;
    }

    private Optional<String> count(Instant now, Fleet fleet, Fleet.Member member) {
        Optional<Instant> mark = ledger.countedTo(member.key());
        Instant created = member.vm().remote().createdAt().orElseThrow();
        // a VM made anew under its key, or under a VMID of somebody else: the statistics outlive their VM
        Instant from = mark.filter(to -> to.isAfter(created)).orElse(created);
        Optional<Count> counted =
                Count.of(from, last(member.key(), from), now, zone, frame -> statistics(fleet, member, frame));
        return counted.filter(count -> ledger.count(member.key(), mark, count.countedTo(), count.intervals()))
                .flatMap(count -> holes(member, from, count.intervals()));
    }

    private Optional<TrafficInterval> last(String key, Instant end) {
        return ledger.traffic(key, end.minusMillis(1), end).stream()
                .filter(interval -> interval.to().equals(end))
                .findFirst();
    }

    private static List<VmUsage> statistics(Fleet fleet, Fleet.Member member, Timeframe frame) {
        Qemu qemu = fleet.client(member.vm()).node(fleet.node(member)).qemu(member.vmid());
        try {
            return qemu.usage(frame);
        } catch (NotFoundException e) {
            // no statistics were ever written
            return List.of();
        }
    }

    private static Optional<String> holes(Fleet.Member member, Instant from, List<TrafficInterval> intervals) {
        Duration missing = intervals.stream()
                .filter(interval -> interval.quality() == TrafficQuality.GAP
                        && interval.to().isAfter(from))
                .map(interval ->
                        Duration.between(interval.from().isAfter(from) ? interval.from() : from, interval.to()))
                .reduce(Duration.ZERO, Duration::plus);
        return missing.isZero()
                ? Optional.empty()
                : Optional.of(member.key() + "  VM " + member.vmid() + ": no statistics for " + missing.toMinutes()
                        + " min since " + from);
    }
}
