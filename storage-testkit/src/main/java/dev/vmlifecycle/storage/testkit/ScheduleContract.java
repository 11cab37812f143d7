package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vmlifecycle.schedule.ScheduleStore;
import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Scheduled tasks: one run at a time among all that share the store. */
abstract class ScheduleContract extends RoomContract {
    private static final TaskName TASK = TaskName.of("remove_snapshots");
    private static final TaskName TICK = TaskName.of("process_vms");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskResult RESULT = new TaskResult(4, 1, List.of("vm1: \"no\" answer", "second line"));

    private ScheduleStore schedule() {
        assumeThat(store).as("keeps scheduled tasks").isInstanceOf(ScheduleStore.class);
        return (ScheduleStore) store;
    }

    private static TaskStart start(String runId) {
        return new TaskStart(TASK, runId, "host-" + runId, Optional.of(HOUR), Optional.of(LEASE), Optional.empty());
    }

    private static TaskStart insteadOf(String runId, String dead) {
        TaskStart wish = start(runId);
        return new TaskStart(wish.name(), runId, wish.owner(), wish.sinceLast(), wish.lockFor(), Optional.of(dead));
    }

    private static TaskStart unlocked(String runId) {
        return new TaskStart(TICK, runId, "host", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private TaskRow only() {
        assertThat(schedule().tasks()).hasSize(1);
        return schedule().tasks().get(0);
    }

    @Test
    void may_task_neverStarted_beAbsent() {
        assertThat(schedule().tasks()).isEmpty();
        assertThat(schedule().extend(TASK, "none", LEASE)).isFalse();
        assertThat(schedule().end(TASK, "none", clock.instant(), RESULT, true)).isFalse();
        assertThat(schedule().clear(TASK, "none", "admin")).isFalse();
        assertThat(schedule().tasks()).isEmpty();
    }

    @Test
    void may_task_runToItsEnd_keepStartResultAndNoLock() {
        Instant began = store.now();

        Begin begun = schedule().begin(start("one"));

        TaskRow running = only();
        assertThat(begun).isEqualTo(new Begin.Started(running, Optional.empty()));
        assertThat(running.last()).isEqualTo(new TaskRow.Start("one", "host-one", began));
        assertThat(running.heldUntil()).contains(began.plus(LEASE));
        assertThat(running.done()).isEmpty();

        clock.advance(Duration.ofSeconds(7));
        assertThat(schedule().end(TASK, "one", began, RESULT, true)).isTrue();

        assertThat(only().heldUntil()).isEmpty();
        assertThat(only().done()).contains(new TaskRow.Done(began, began.plusSeconds(7), RESULT));
        assertThat(only().last()).isEqualTo(running.last());
    }

    @Test
    void may_task_begunAgain_answerHeldThenNotDueThenStart() {
        Instant began = store.now();
        schedule().begin(start("one"));

        assertThat(schedule().begin(start("two"))).isEqualTo(new Begin.Held(only()));
        schedule().end(TASK, "one", began, RESULT, true);
        assertThat(schedule().begin(start("two"))).isEqualTo(new Begin.NotDue(only()));
        clock.advance(HOUR.minusMillis(1));
        assertThat(schedule().begin(start("two"))).isInstanceOf(Begin.NotDue.class);
        clock.advance(Duration.ofMillis(1));

        assertThat(schedule().begin(start("two"))).isInstanceOfSatisfying(Begin.Started.class, started -> {
            assertThat(started.row()).isEqualTo(only());
            assertThat(started.before().orElseThrow().last().runId()).isEqualTo("one");
        });
        assertThat(only().done()).contains(new TaskRow.Done(began, began, RESULT));
    }

    @Test
    void may_task_sameCallsAgain_beAnsweredTheSame() {
        Instant began = store.now();
        schedule().begin(start("one"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(schedule().begin(start("one"))).isEqualTo(new Begin.Started(only(), Optional.empty()));
        assertThat(only().last().at()).isEqualTo(began);
        assertThat(schedule().extend(TASK, "one", LEASE)).isTrue();
        assertThat(schedule().extend(TASK, "one", LEASE)).isTrue();
        assertThat(only().heldUntil()).contains(began.plusSeconds(1).plus(LEASE));
        assertThat(schedule().end(TASK, "one", began, RESULT, true)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(schedule().end(TASK, "one", began, RESULT, true)).isTrue();
        assertThat(only().done()).contains(new TaskRow.Done(began, began.plusSeconds(1), RESULT));
        assertThat(schedule().clear(TASK, "one", "admin")).isFalse();
    }

    @Test
    void may_task_staleLock_beTakenOver_andItsOldOwnerChangeNothing() {
        Instant began = store.now();
        schedule().begin(start("one"));
        clock.advance(LEASE.minusMillis(1));
        assertThat(schedule().begin(start("two"))).isInstanceOf(Begin.Held.class);
        clock.advance(Duration.ofMillis(1));

        assertThat(schedule().begin(start("two")))
                .isInstanceOfSatisfying(
                        Begin.Started.class,
                        started -> assertThat(started.before().orElseThrow().heldUntil())
                                .contains(began.plus(LEASE)));

        TaskRow after = only();
        assertThat(schedule().extend(TASK, "one", LEASE)).isFalse();
        assertThat(schedule().end(TASK, "one", began, RESULT, true)).isFalse();
        assertThat(schedule().clear(TASK, "one", "admin")).isFalse();
        assertThat(only()).isEqualTo(after);
    }

    @Test
    void may_task_deadOwner_beReplacedByName_butNobodyElse() {
        schedule().begin(start("dead"));

        assertThat(schedule().begin(insteadOf("two", "other"))).isInstanceOf(Begin.Held.class);
        assertThat(schedule().begin(insteadOf("two", "dead"))).isInstanceOf(Begin.Started.class);
        assertThat(schedule().begin(insteadOf("three", "dead"))).isInstanceOf(Begin.Held.class);
        assertThat(only().last().runId()).isEqualTo("two");
    }

    @Test
    void may_task_clearedLock_beNoted_andTheNextStartNotWait() {
        schedule().begin(start("one"));
        Instant cleared = store.now();

        assertThat(schedule().clear(TASK, "one", "admin (stuck)")).isTrue();

        assertThat(only().heldUntil()).isEmpty();
        assertThat(only().cleared()).contains(new TaskRow.Cleared("host-one", "admin (stuck)", cleared));
        assertThat(schedule().extend(TASK, "one", LEASE)).isFalse();
        assertThat(schedule().begin(start("two"))).isInstanceOf(Begin.Started.class);
        assertThat(only().cleared()).isPresent();
    }

    @Test
    void may_task_withoutLock_runSideBySide_lastToEndCounts() {
        Instant began = store.now();
        assertThat(schedule().begin(unlocked("one"))).isInstanceOf(Begin.Started.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(schedule().begin(unlocked("two"))).isInstanceOf(Begin.Started.class);
        assertThat(only().heldUntil()).isEmpty();

        assertThat(schedule().end(TICK, "two", began.plusSeconds(1), TaskResult.nothing(), false))
                .isTrue();
        assertThat(schedule().end(TICK, "one", began, RESULT, false)).isTrue();

        assertThat(only().done()).contains(new TaskRow.Done(began, began.plusSeconds(1), RESULT));
        assertThat(only().last().runId()).isEqualTo("two");
        TaskStart soon = new TaskStart(TICK, "three", "host", Optional.of(HOUR), Optional.empty(), Optional.empty());
        assertThat(schedule().begin(soon)).isInstanceOf(Begin.NotDue.class);
    }

    @Test
    void may_task_begunByManyThreads_beGivenToOne() {
        AtomicInteger next = new AtomicInteger();
        for (int round = 0; round < 5; round++) {
            List<Begin> answers = together(THREADS, () -> schedule().begin(start("run" + next.incrementAndGet())));

            assertThat(answers.stream().filter(Begin.Started.class::isInstance)).hasSize(1);
            assertThat(answers.stream().filter(Begin.Held.class::isInstance)).hasSize(THREADS - 1);
            clock.advance(LEASE);
        }
    }

    @Test
    void may_task_endedAndBegunByManyThreads_neverHaveTwoOwners() {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        TaskStart any = start("any");

        List<Integer> most = together(THREADS, () -> {
            int seen = 0;
            for (int i = 0; i < 10; i++) {
                String runId = "run" + next.incrementAndGet();
                TaskStart now =
                        new TaskStart(TASK, runId, any.owner(), Optional.empty(), any.lockFor(), Optional.empty());
                if (schedule().begin(now) instanceof Begin.Started started) {
                    seen = Math.max(seen, inside.incrementAndGet());
                    inside.decrementAndGet();
                    schedule().end(TASK, runId, started.row().last().at(), RESULT, true);
                }
            }
            return seen;
        });

        assertThat(most)
                .allSatisfy(seen -> assertThat(seen).isLessThanOrEqualTo(1))
                .contains(1);
    }

    @Test
    void may_tasks_beListedByName() {
        schedule().begin(start("one"));
        schedule().begin(unlocked("two"));

        assertThat(schedule().tasks()).extracting(TaskRow::name).containsExactly(TICK, TASK);
    }
}
