package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Snapshots through the facade, and their removal by age. */
class SnapshotsTest {
    private static final Actor JANE = Actor.of("customer:jane", "before the update");
    private static final TaskName REMOVE = TaskName.of("remove_snapshots");
    private static final Duration WEEK = Duration.ofDays(7);

    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    static PackageSpec with(SnapshotPolicy policy) {
        return VmWorld.small().toBuilder().snapshots(policy).build();
    }

    private void ready(SnapshotPolicy policy) {
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, with(policy), VmWorld.onto("pve1", CloneMode.FULL)));
        settle();
    }

    private void settle() {
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().status()).isEqualTo("ready");
    }

    private SnapshotName snapshot() {
        SnapshotName name = host.snapshots().create(VmWorld.KEY, "note", JANE);
        settle();
        return name;
    }

    private Qemu qemu() {
        return world.client().node(NodeName.of("pve1")).qemu(Vmid.of(5000));
    }

    private List<String> names() {
        return qemu().snapshots().list().snapshots().stream()
                .map(one -> one.name().value())
                .sorted()
                .toList();
    }

    private void byHand(String name) {
        qemu().snapshots().create(SnapshotRequest.of(SnapshotName.of(name)));
        world.sim.advanceTo(world.clock.advance(Duration.ofMinutes(1)));
    }

    private List<String> events() {
        return host.events(VmWorld.KEY, 0).stream()
                .filter(event -> event.type().startsWith("snapshot_"))
                .map(event -> event.type() + " " + event.text())
                .toList();
    }

    private static void refused(VmException.Code code, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VmException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    @Test
    void snapshot_isMade_underTheNameThatWasPromised() {
        ready(SnapshotPolicy.of(3, WEEK));

        SnapshotName name = host.snapshots().create(VmWorld.KEY, "before the update", JANE);

        assertThat(name.value()).matches("vml-20261123-14\\d{4}");
        assertThat(host.get(VmWorld.KEY).orElseThrow().status()).isEqualTo("ready");
        assertThat(names()).isEmpty();
        settle();
        List<VmSnapshot> listed = host.snapshots().list(VmWorld.KEY);
        assertThat(listed).hasSize(1);
        VmSnapshot only = listed.get(0);
        assertThat(only.name()).isEqualTo(name);
        assertThat(only.description()).isEqualTo("before the update");
        assertThat(only.ours()).isTrue();
        assertThat(only.current()).isTrue();
        assertThat(only.expiresAt()).contains(only.createdAt().orElseThrow().plus(WEEK));
        assertThat(events())
                .containsExactly("snapshot_created " + name + " of VM 5000 (customer:jane (before the update))");
        assertThat(world.only().running()).isTrue();
    }

    @Test
    void snapshot_beyondTheQuota_orWithoutOne_isRefusedAtTheDoor() {
        ready(SnapshotPolicy.lasting(2));
        snapshot();
        byHand("by-hand");
        snapshot();

        refused(VmException.Code.QUOTA, "has 2 snapshots (expected: below the package's 2)", this::snapshot);

        host.changePackage(VmWorld.KEY, with(SnapshotPolicy.none()));
        settle();
        refused(VmException.Code.QUOTA, "below the package's 0", this::snapshot);
        assertThat(names()).hasSize(3);
    }

    @Test
    void quotaUsedUpMeanwhile_isReported_andTheVmIsReady() {
        ready(SnapshotPolicy.lasting(1));
        host.snapshots().create(VmWorld.KEY, "", JANE);
        byHand("vml-20261123-010101");

        settle();

        assertThat(names()).containsExactly("vml-20261123-010101");
        assertThat(events())
                .containsExactly("snapshot_failed snapshot_create: snapshots: 1 (expected: below the package's 1)");
    }

    @Test
    void requestsWhileTheVmIsBusy_areRefused() {
        host.deploy(DeployRequest.of(
                VmWorld.KEY, VmWorld.FQDN, with(SnapshotPolicy.lasting(3)), VmWorld.onto("pve1", CloneMode.FULL)));
        refused(VmException.Code.UNKNOWN_VM, "unknown", () -> host.snapshots().list(VmKey.of("43")));
        refused(VmException.Code.NOT_ALLOWED, "has no VM", this::snapshot);
        settle();
        SnapshotName first = host.snapshots().create(VmWorld.KEY, "", JANE);

        refused(
                VmException.Code.NOT_ALLOWED,
                "snapshot_create waits",
                () -> host.snapshots().create(VmWorld.KEY, "", JANE));
        settle();
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        refused(
                VmException.Code.NOT_ALLOWED,
                "change_package waits",
                () -> host.snapshots().rollBack(VmWorld.KEY, first, JANE));
        refused(
                VmException.Code.NOT_ALLOWED,
                "change_package waits",
                () -> host.snapshots().delete(VmWorld.KEY, first, JANE));
        assertThatThrownBy(() -> host.snapshots().create(VmWorld.KEY, "two\nlines", JANE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void disksThatCannotBeSnapshotted_areRefused_atTheDoorAndLater() {
        ready(SnapshotPolicy.lasting(3));
        host.snapshots().create(VmWorld.KEY, "", JANE);
        qemu().update(ConfigUpdate.builder().set("scsi5", "local:1,format=raw").build());

        settle();

        assertThat(events()).hasSize(1).first().asString().contains("snapshot feature is not available");
        refused(VmException.Code.NOT_ALLOWED, "without snapshots", this::snapshot);
    }

    @Test
    void lockOfProxmox_isWaitedFor() {
        ready(SnapshotPolicy.lasting(3));
        host.snapshots().create(VmWorld.KEY, "", JANE);
        qemu().snapshots().create(SnapshotRequest.of(SnapshotName.of("by-hand")));
        world.sim.advanceTo(world.clock.advance(Duration.ofMillis(100)));

        host.tick(Budget.once());

        assertThat(host.log(VmWorld.KEY).get(0).lines().get(0).text()).contains("VM 5000 locked (snapshot)");
        settle();
        assertThat(names()).hasSize(2);
    }

    @Test
    void delete_removesOurs_neverAnother_andWhatIsGoneIsNoError() {
        ready(SnapshotPolicy.lasting(3));
        SnapshotName ours = snapshot();
        byHand("by-hand");

        refused(
                VmException.Code.NOT_ALLOWED,
                "expected: one made through this library",
                () -> host.snapshots().delete(VmWorld.KEY, SnapshotName.of("by-hand"), JANE));
        host.snapshots().delete(VmWorld.KEY, ours, JANE);
        settle();
        host.snapshots().delete(VmWorld.KEY, ours, JANE);
        settle();

        assertThat(names()).containsExactly("by-hand");
        assertThat(events()).hasSize(2).last().asString().startsWith("snapshot_removed " + ours);
    }

    @Test
    void rollBack_bringsBackTheDisks_butTodaysPackageAndAddresses() {
        ready(SnapshotPolicy.lasting(3));
        SnapshotName name = snapshot();
        String before = world.only().config().get("ipconfig0");
        host.changePackage(VmWorld.KEY, larger(2));
        settle();
        qemu().update(ConfigUpdate.builder()
                .set("ipconfig0", "ip=192.0.2.77/24")
                .build());

        host.snapshots().rollBack(VmWorld.KEY, name, JANE);
        settle();

        assertThat(world.only().config())
                .containsEntry("memory", "1024")
                .containsEntry("parent", name.value())
                .containsEntry("ipconfig0", before)
                .doesNotContainKey("unused0");
        assertThat(world.only().config().get("scsi0")).contains("size=4G");
        assertThat(world.only().running()).isTrue();
        assertThat(world.only().pending()).isEmpty();
        assertThat(events()).last().asString().startsWith("snapshot_rolled_back VM 5000 is back at " + name);
        assertThat(world.notifications)
                .extracting(Notification::type)
                .containsOnlyOnce("snapshot_rolled_back")
                .doesNotHaveDuplicates();
    }

    private static PackageSpec larger(int snapshots) {
        return VmWorld.larger().toBuilder()
                .snapshots(SnapshotPolicy.lasting(snapshots))
                .build();
    }

    @Test
    void rollBack_ofAVmThatIsOff_leavesItOff() {
        ready(SnapshotPolicy.lasting(3));
        SnapshotName name = snapshot();
        qemu().stop(false);
        world.sim.advanceTo(world.clock.advance(Duration.ofMinutes(1)));

        host.snapshots().rollBack(VmWorld.KEY, name, JANE);
        settle();

        assertThat(world.only().running()).isFalse();
        assertThat(host.log(VmWorld.KEY).get(0).lines().stream()
                        .filter(line -> line.label().equals("Start VM"))
                        .map(StepLine::result))
                .containsExactly("skip (stays off)");
    }

    @Test
    void rollBack_toWhatIsNotThereOrNotOurs_isRefused() {
        ready(SnapshotPolicy.lasting(3));
        byHand("by-hand");

        refused(
                VmException.Code.NOT_ALLOWED,
                "no snapshot vml-20200101-000000",
                () -> host.snapshots().rollBack(VmWorld.KEY, SnapshotName.of("vml-20200101-000000"), JANE));
        refused(
                VmException.Code.NOT_ALLOWED,
                "expected: one made through",
                () -> host.snapshots().rollBack(VmWorld.KEY, SnapshotName.of("by-hand"), JANE));
    }

    @Test
    void rollBack_toASnapshotThatWentMeanwhile_isReported_andTheVmRuns() {
        ready(SnapshotPolicy.lasting(3));
        SnapshotName name = snapshot();
        host.snapshots().rollBack(VmWorld.KEY, name, JANE);
        qemu().snapshots().delete(name);
        world.sim.advanceTo(world.clock.advance(Duration.ofMinutes(1)));

        settle();

        assertThat(events()).last().asString().startsWith("snapshot_failed snapshot_rollback: snapshot " + name);
        assertThat(world.only().running()).isTrue();
        assertThat(world.notifications).extracting(Notification::type).doesNotContain("snapshot_rolled_back");
    }

    @Test
    void foreignVm_isNeverTouched() {
        ready(SnapshotPolicy.of(3, WEEK));
        SnapshotName name = snapshot();
        world.clock.advance(WEEK);
        qemu().update(ConfigUpdate.builder().description("somebody else's").build());

        refused(VmException.Code.NOT_ALLOWED, "", this::snapshot);
        refused(VmException.Code.NOT_ALLOWED, "", () -> host.snapshots().delete(VmWorld.KEY, name, JANE));
        TaskResult result = host.tasks().run(REMOVE).orElseThrow().result();

        assertThat(result.processed()).isEqualTo(1);
        assertThat(result.errors()).isEqualTo(1);
        world.settle(host);
        assertThat(names()).hasSize(1);
    }

    @Test
    void removeSnapshots_takesOursThatAreOld_andNothingElse() {
        ready(SnapshotPolicy.of(5, WEEK));
        SnapshotName first = snapshot();
        byHand("by-hand");
        byHand("vml-mine");
        world.clock.advance(Duration.ofDays(3));
        SnapshotName second = snapshot();
        world.clock.advance(Duration.ofDays(4));

        TaskResult result = host.tasks().run(REMOVE).orElseThrow().result();
        settle();

        assertThat(result).isEqualTo(new TaskResult(1, 0, List.of("42: 1 expired, removal asked for")));
        assertThat(names()).containsExactly("by-hand", second.value(), "vml-mine");
        assertThat(events()).last().isEqualTo("snapshot_removed " + first + " of VM 5000 (expired)");

        assertThat(host.tasks().run(REMOVE).orElseThrow().result()).isEqualTo(new TaskResult(1, 0, List.of()));
        world.clock.advance(Duration.ofDays(3));
        host.tasks().runDue();
        settle();
        assertThat(names()).containsExactly("by-hand", "vml-mine");
    }

    @Test
    void removeSnapshots_runTwice_asksOnce() {
        ready(SnapshotPolicy.of(5, WEEK));
        snapshot();
        world.clock.advance(WEEK);

        assertThat(host.tasks().run(REMOVE).orElseThrow().result().details()).hasSize(1);
        assertThat(host.tasks().run(REMOVE).orElseThrow().result()).isEqualTo(TaskResult.nothing());
        settle();

        assertThat(deletions()).isEqualTo(1);
    }

    @Test
    void removeSnapshots_ofOneThatCannotBeRemoved_removesTheOthers() {
        ready(SnapshotPolicy.of(5, WEEK));
        SnapshotName first = snapshot();
        SnapshotName second = snapshot();
        world.clock.advance(WEEK);
        host.tasks().run(REMOVE);
        world.sim.faults().next("DELETE", "/nodes/*/qemu/*/snapshot/*", Fault.taskFails("disk is gone"));

        settle();

        assertThat(names()).containsExactly(first.value());
        assertThat(events())
                .anySatisfy(event -> assertThat(event).startsWith("snapshot_failed " + first))
                .anySatisfy(event -> assertThat(event).startsWith("snapshot_removed " + second));
    }

    @Test
    void lastingSnapshots_areNeverRemovedByAge() {
        ready(SnapshotPolicy.lasting(5));
        snapshot();
        world.clock.advance(Duration.ofDays(3650));

        assertThat(host.tasks().run(REMOVE).orElseThrow().result()).isEqualTo(TaskResult.nothing());
        assertThat(host.snapshots().list(VmWorld.KEY).get(0).expiresAt()).isEmpty();
    }

    private long deletions() {
        return world.snapshot().tasks().stream()
                .filter(task -> task.type().equals("qmdelsnapshot"))
                .count();
    }

    @Test
    void policy_outOfRange_isRefused() {
        assertThatThrownBy(() -> SnapshotPolicy.lasting(-1)).hasMessage("snapshots: -1 (expected: 0..100)");
        assertThatThrownBy(() -> SnapshotPolicy.of(1, Duration.ZERO)).hasMessageStartingWith("snapshot lifetime: PT0S");
        assertThat(SnapshotPolicy.none().most()).isZero();
    }
}
