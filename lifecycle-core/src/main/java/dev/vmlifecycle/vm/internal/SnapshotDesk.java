package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.qemu.Snapshot;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.proxmox.qemu.VmFeature;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.SnapshotPolicy;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmSnapshot;
import dev.vmlifecycle.vm.snapshot.SnapshotPipelines;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes requests about snapshots: looks at the cluster to refuse what cannot be done, then writes one row. */
public final class SnapshotDesk {
    private static final int LONGEST_DESCRIPTION = 200;

    private final SubjectStore store;
    private final VmServices services;

    /**
     * Makes the desk.
     *
     * @param store where the rows are
     * @param services what is configured
     */
    public SnapshotDesk(SubjectStore store, VmServices services) {
        this.store = store;
        this.services = services;
    }

    /**
     * Takes the wish for a snapshot.
     *
     * @param key the VM
     * @param description one line
     * @param actor who asks, and why
     * @return the name it will have
     */
    public SnapshotName create(VmKey key, String description, Actor actor) {
        if (description.length() > LONGEST_DESCRIPTION
                || description.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("snapshot description: " + description.length()
                    + " characters (expected: one line of at most " + LONGEST_DESCRIPTION + ")");
        }
        LiveVm live = atRest(key);
        SnapshotPolicy policy = live.vm().pkg().snapshots();
        SnapshotTree tree = live.qemu().snapshots().list();
        int have = SnapshotNames.ours(tree).size();
        if (have >= policy.most()) {
            throw new VmException(
                    VmException.Code.QUOTA,
                    "vm " + key + ": has " + have + " snapshots (expected: below the package's " + policy.most() + ")");
        }
        if (!live.qemu().feature(VmFeature.SNAPSHOT).available()) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": a disk on a storage without snapshots (expected: disks that can be snapshotted)");
        }
        SnapshotName name = SnapshotNames.free(store.now(), tree);
        put(live.row(), SnapshotPipelines.CREATE, new SnapshotAsk(List.of(name), description, actor.toString()), actor);
        return name;
    }

    /**
     * Lists the snapshots of a VM.
     *
     * @param key the VM
     * @return all of them, oldest first
     */
    public List<VmSnapshot> list(VmKey key) {
        LiveVm live = LiveVm.of(store, services, key);
        SnapshotTree tree = live.qemu().snapshots().list();
        Optional<Duration> lifetime = live.vm().pkg().snapshots().lifetime();
        return tree.snapshots().stream()
                .sorted(Comparator.comparing((Snapshot one) -> one.time().orElse(Instant.MAX))
                        .thenComparing(one -> one.name().value()))
                .map(one -> new VmSnapshot(
                        one.name(),
                        one.time(),
                        one.description(),
                        SnapshotNames.isOurs(one.name()),
                        SnapshotNames.expiry(one, lifetime),
                        tree.parentOfCurrent().equals(Optional.of(one.name()))))
                .toList();
    }

    /**
     * Takes the wish to remove a snapshot.
     *
     * @param key the VM
     * @param name the snapshot
     * @param actor who asks, and why
     */
    public void delete(VmKey key, SnapshotName name, Actor actor) {
        requireOurs(key, name);
        LiveVm live = atRest(key);
        if (live.qemu().snapshots().list().find(name).isPresent()) {
            put(live.row(), SnapshotPipelines.DELETE, new SnapshotAsk(List.of(name), "", actor.toString()), actor);
        }
    }

    /**
     * Takes the wish to return to a snapshot.
     *
     * @param key the VM
     * @param name the snapshot
     * @param actor who asks, and why
     */
    public void rollBack(VmKey key, SnapshotName name, Actor actor) {
        requireOurs(key, name);
        LiveVm live = atRest(key);
        if (live.qemu().snapshots().list().find(name).isEmpty()) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED, "vm " + key + ": no snapshot " + name + " (expected: one it has)");
        }
        put(live.row(), SnapshotPipelines.ROLLBACK, new SnapshotAsk(List.of(name), "", actor.toString()), actor);
    }

    private static void requireOurs(VmKey key, SnapshotName name) {
        if (!SnapshotNames.isOurs(name)) {
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + key + ": snapshot " + name + " (expected: one made through this library, vml-…)");
        }
    }

    private LiveVm atRest(VmKey key) {
        LiveVm live = LiveVm.of(store, services, key);
        if (!LiveVm.isAtRest(live.row())) {
            throw busy(live.row());
        }
        return live;
    }

    /** The row was read before the cluster was: whatever came in between wins. */
    private void put(Instance row, String pipeline, SnapshotAsk ask, Actor actor) {
        if (!request(store, row, pipeline, ask, actor)) {
            throw busy(store.find(row.key()).orElse(row));
        }
    }

    static boolean request(SubjectStore store, Instance row, String pipeline, SnapshotAsk ask, Actor actor) {
        Request request = new Request(0, pipeline, false, ask.toText(), actor.toString(), Instant.EPOCH);
        return store.request(row, request, List.of(new NewEvent("requested", pipeline + " by " + actor)));
    }

    private static VmException busy(Instance row) {
        String waits =
                row.request().map(ask -> ", " + ask.pipeline() + " waits").orElse("");
        return new VmException(
                VmException.Code.NOT_ALLOWED,
                "vm " + row.key() + ": is " + row.pointer().state() + waits
                        + " (expected: ready, and nothing that waits)");
    }
}
