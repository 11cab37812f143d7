package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.qemu.Snapshot;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.ScheduledTask;
import dev.vmlifecycle.schedule.TaskContext;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.snapshot.SnapshotPipelines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the removal of snapshots that are older than their package's lifetime: one request a VM, which a tick carries out under the
 * VM's own lease. A VM that is busy is left to the next run. Run twice, or cut short, it asks for what is still there.
 */
public final class RemoveSnapshots implements ScheduledTask {
    /** Its name. */
    public static final TaskName NAME = TaskName.of("remove_snapshots");

    private final SubjectStore store;
    private final VmServices services;

    /**
     * Makes the task.
     *
     * @param store where the rows are
     * @param services what is configured
     */
    public RemoveSnapshots(SubjectStore store, VmServices services) {
        this.store = store;
        this.services = services;
    }

    @Override
    public TaskName name() {
        return NAME;
    }

    @Override
    public Interval defaultInterval() {
        return Interval.of(Duration.ofHours(1));
    }

    @Override
    public TaskResult run(TaskContext context) {
        return context.each(
                AllSubjects.of(store, RemoveSnapshots::isMeant), Instance::key, row -> expire(context, row));
    }

    private static boolean isMeant(Instance row) {
        return LiveVm.isAtRest(row)
                && VmCodec.read(row.subject()).pkg().snapshots().lifetime().isPresent();
    }

    private Optional<String> expire(TaskContext context, Instance row) {
        Optional<Duration> lifetime =
                VmCodec.read(row.subject()).pkg().snapshots().lifetime();
        Instant now = context.now();
        List<SnapshotName> old = LiveVm.snapshots(services, row).snapshots().stream()
                .filter(one -> SnapshotNames.expiry(one, lifetime)
                        .filter(due -> !due.isAfter(now))
                        .isPresent())
                .map(Snapshot::name)
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        // one read a VM finds out that nothing is to be done; only for the others it is proved that they are ours
        LiveVm.of(services, row);
        SnapshotAsk ask = new SnapshotAsk(old, "", "expired");
        boolean asked =
                SnapshotDesk.request(store, row, SnapshotPipelines.DELETE, ask, Actor.of(NAME.value(), "expired"));
        return Optional.of(row.key() + ": " + old.size() + " expired"
                + (asked ? ", removal asked for" : ", VM busy, left to the next run"));
    }
}
