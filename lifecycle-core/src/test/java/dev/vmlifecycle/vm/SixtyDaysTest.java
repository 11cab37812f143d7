package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sixty days of scheduled tasks on two hosts: what is expected is counted, and done once. 50 VMs; the profile {@code soak} takes 500. */
class SixtyDaysTest {
    private static final int VMS = Integer.getInteger("soak.vms", 50);
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final Actor CUSTOMER = Actor.of("customer", "");
    /** An interval, a call of the timer, and one of process_vms on top. */
    private static final Duration LATEST = Duration.ofMinutes(60).plus(SixtyDays.TIMER.multipliedBy(2));

    /** A snapshot that a customer made. */
    private record Made(int vm, SnapshotName name, Instant at) {}

    private final SixtyDays days = new SixtyDays(VMS, pkg -> pkg.snapshots(SnapshotPolicy.of(5, LIFETIME)));
    private final Random random = new Random(7);
    private final List<Made> made = new ArrayList<>();
    private Instant nextDay = Instant.MIN;

    /** Each day, at an hour of its own, every third VM gets a snapshot. */
    private void customers(Instant now) {
        if (now.isBefore(nextDay)) {
            return;
        }
        nextDay = now.plus(Duration.ofDays(1)).plus(SixtyDays.TIMER.multipliedBy(random.nextInt(30)));
        for (int vm = random.nextInt(3); vm < VMS; vm += 3) {
            made.add(new Made(vm, days.hosts.get(vm % 2).snapshots().create(SixtyDays.key(vm), "", CUSTOMER), now));
        }
    }

    private List<String> namesOf(int vm) {
        return days.qemu(vm).snapshots().list().snapshots().stream()
                .map(one -> one.name().value())
                .sorted()
                .toList();
    }

    private long tasks(String type) {
        return days.world.snapshot().tasks().stream()
                .filter(task -> task.type().equals(type))
                .count();
    }

    @Test
    void snapshots_ofSixtyDays_areRemovedWhenTheyAreOld_onceEach() {
        Instant begin = days.world.clock.instant();
        for (int vm = 0; vm < VMS; vm++) {
            days.qemu(vm).snapshots().create(SnapshotRequest.of(SnapshotName.of("by-hand")));
        }
        days.world.sim.advanceTo(days.world.clock.advance(Duration.ofMinutes(5)));

        days.run(this::customers);

        Instant end = days.world.clock.instant();
        int surelyGone = 0;
        int surelyThere = 0;
        for (Made one : made) {
            boolean there = namesOf(one.vm()).contains(one.name().value());
            if (!end.isBefore(one.at().plus(LIFETIME).plus(LATEST))) {
                surelyGone++;
                assertThat(there).as("old: " + one).isFalse();
            } else if (end.isBefore(one.at().plus(LIFETIME))) {
                surelyThere++;
                assertThat(there).as("young: " + one).isTrue();
            }
        }
        long removed = tasks("qmdelsnapshot");
        days.report().forEach(System.out::println);
        System.out.printf("snapshots: %d made, %d removed, %d still there%n", made.size(), removed, surelyThere);

        assertThat(tasks("qmsnapshot")).as("made, each once").isEqualTo(made.size() + VMS);
        assertThat(removed).as("removed, each once").isBetween((long) surelyGone, (long) made.size() - surelyThere);
        assertThat(surelyGone).as("expected removals").isGreaterThan(VMS * 10);
        assertThat(surelyThere).isGreaterThan(VMS);
        for (int vm = 0; vm < VMS; vm++) {
            assertThat(namesOf(vm)).contains("by-hand");
        }
        assertThat(days.sums.values()).allSatisfy(sum -> assertThat(sum.errors).isZero());
        long hours = Duration.between(begin, end).toHours();
        assertThat(days.runs("remove_snapshots"))
                .as("runs of both hosts, at most one an hour")
                .isBetween((int) hours - 10, (int) hours + 1);
        assertThat(days.hosts.get(1).tasks().list())
                .allSatisfy(status -> assertThat(status.lock()).isEmpty());
    }
}
