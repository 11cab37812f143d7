package dev.vmlifecycle.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.TextRenderer;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static final TaskName SWEEP = TaskName.of("sweep");
    private static final TaskName OTHER = TaskName.of("other");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T14:00:00Z"));
    private final MemoryStore store = MemoryStore.create(clock);
    private final List<String> lines = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final AtomicInteger runs = new AtomicInteger();

    private TasksBuilder host(String name) {
        AtomicInteger next = new AtomicInteger();
        return Tasks.builder(store)
                .runIds(() -> name + "-" + next.incrementAndGet())
                .owners(new Owners() {
                    @Override
                    public String self() {
                        return name;
                    }

                    @Override
                    public boolean isDead(String owner) {
                        return dead.contains(owner);
                    }
                })
                .listener(ScheduleRenderer.create(TextRenderer.create(lines::add, ZoneOffset.UTC)));
    }

    private TestTask counted() {
        return TestTask.hourly("sweep", context -> new TaskResult(runs.incrementAndGet(), 0, List.of()));
    }

    private static TestTask crashing() {
        return TestTask.hourly("sweep", context -> {
            throw new SimulatedCrash("inside the task");
        });
    }

    private TaskStatus only(Tasks tasks) {
        assertThat(tasks.list()).hasSize(1);
        return tasks.list().get(0);
    }

    @Test
    void runDue_printsTheFrame() {
        Tasks tasks = host("a")
                .task(TestTask.hourly("sweep", context -> {
                    clock.advance(Duration.ofMillis(57_540));
                    return context.each(List.of("vm1", "vm2"), name -> name, name -> {
                        if (name.equals("vm1")) {
                            throw new IllegalStateException("no answer");
                        }
                        return Optional.of(name + ": removed 2");
                    });
                }))
                .interval(SWEEP, Interval.of(Duration.ofMinutes(1)))
                .build();
        tasks.runDue();
        clock.advance(Duration.ofSeconds(5));

        tasks.runDue();

        assertThat(lines)
                .containsSubsequence(
                        "=== Cron Start 2026-11-23 14:00:00 ===",
                        "[sweep] Running (interval: 1m, last: never)",
                        "[sweep] ERR  vm1: no answer",
                        "[sweep] vm2: removed 2",
                        "[sweep] Done (57.5s) - processed: 2, errors: 1",
                        "=== Cron Start 2026-11-23 14:01:02 ===",
                        "[sweep] Running (interval: 1m, last: 14:00:00)");
    }

    @Test
    void runDue_again_waitsForTheInterval_andIsALittleLenient() {
        Tasks tasks = host("a").task(counted()).build();

        assertThat(tasks.runDue()).hasSize(1);
        assertThat(tasks.runDue()).isEmpty();
        clock.advance(Duration.ofHours(1).minus(Interval.EARLIEST).minusMillis(1));
        assertThat(tasks.runDue()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(tasks.runDue()).hasSize(1);
        assertThat(runs).hasValue(2);
    }

    @Test
    void runDue_onTwoHosts_runsOnceAnInterval() {
        Tasks one = host("a").task(counted()).build();
        Tasks two = host("b").task(counted()).build();

        for (int minute = 0; minute < 600; minute++) {
            one.runDue();
            two.runDue();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(runs).hasValue(10);
    }

    @Test
    void disabledTask_runsOnlyByName() {
        Tasks tasks =
                host("a").task(counted()).interval(SWEEP, Interval.disabled()).build();

        assertThat(tasks.runDue()).isEmpty();
        assertThat(only(tasks).nextDue()).isEmpty();
        assertThat(tasks.run(SWEEP)).isPresent();
        assertThat(tasks.run(SWEEP)).isPresent();
        assertThat(lines).contains("[sweep] Running (interval: disabled, last: never)");
    }

    @Test
    void unknownTask_orIntervalOfOne_isRefused() {
        Tasks tasks = host("a").task(counted()).build();

        assertThatThrownBy(() -> tasks.run(OTHER))
                .hasMessage("task: other (expected: one of [sweep])")
                .isInstanceOf(IllegalArgumentException.class);
        TasksBuilder twice = host("a").task(counted());
        assertThatThrownBy(() -> twice.task(counted())).hasMessage("task: sweep twice (expected: each name once)");
        TasksBuilder wrong = host("a").interval(OTHER, Interval.disabled());
        assertThatThrownBy(wrong::build).hasMessage("interval of task: other (expected: one of [])");
        assertThatThrownBy(() -> TaskName.of("Sweep 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.of(Duration.ZERO)).hasMessageStartingWith("interval: PT0S");
        assertThatThrownBy(() -> host("a").lockTimeout(Duration.ZERO)).hasMessageStartingWith("lock time-out: PT0S");
    }

    @Test
    void taskThatThrows_becomesAnError_releasesItsLock_andTheOthersRun() {
        Tasks tasks = host("a")
                .task(TestTask.hourly("sweep", context -> {
                    context.each(List.of(1, 2, 3), String::valueOf, any -> Optional.empty());
                    throw new IllegalStateException("broken");
                }))
                .task(TestTask.hourly("other", context -> TaskResult.nothing()))
                .build();

        List<TaskRun> ran = tasks.runDue();

        assertThat(ran).extracting(TaskRun::name).containsExactly(SWEEP, OTHER);
        assertThat(ran.get(0).result()).isEqualTo(new TaskResult(3, 1, List.of("broken")));
        assertThat(tasks.list()).allSatisfy(status -> assertThat(status.lock()).isEmpty());
        assertThat(tasks.list().get(0).done().orElseThrow().result())
                .isEqualTo(new TaskResult(3, 1, List.of("broken")));
    }

    @Test
    void killedRun_isTakenOverAfterTheTimeOut_notBefore() {
        Tasks doomed = host("a").task(crashing()).build();
        Tasks heir = host("b").task(counted()).build();
        assertThatThrownBy(doomed::runDue).isInstanceOf(SimulatedCrash.class);

        clock.advance(Duration.ofSeconds(599));
        assertThat(heir.runDue()).isEmpty();
        assertThat(lines).contains("[sweep] Skipped: locked by a for 599s");
        TaskLock held = only(heir).lock().orElseThrow();
        assertThat(held.owner()).isEqualTo("a");
        assertThat(held.age()).isEqualTo(Duration.ofSeconds(599));
        assertThat(held.stale()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(only(heir).lock().orElseThrow().stale()).isTrue();

        assertThat(heir.runDue()).hasSize(1);
        assertThat(lines).contains("[sweep] Lock taken over from a for 600s (stale)");
        assertThat(only(heir).lock()).isEmpty();
    }

    @Test
    void killedRun_ofAProcessKnownDead_isTakenOverAtOnce() {
        Tasks doomed = host("a").task(crashing()).build();
        Tasks heir = host("b").task(counted()).build();
        assertThatThrownBy(doomed::runDue).isInstanceOf(SimulatedCrash.class);
        dead.add("a");

        assertThat(only(heir).lock().orElseThrow().stale()).isTrue();
        assertThat(only(heir).nextDue()).contains(clock.instant());
        assertThat(heir.runDue()).hasSize(1);
    }

    @Test
    void longRun_staysAliveByItsSigns_aSilentOneLosesItsLock() {
        Tasks rival = host("b").task(counted()).build();
        Tasks alive = host("a")
                .task(TestTask.hourly(
                        "sweep",
                        context -> context.each(List.of(1, 2, 3, 4), String::valueOf, any -> {
                            clock.advance(Duration.ofSeconds(140));
                            assertThat(rival.run(SWEEP)).isEmpty();
                            return Optional.empty();
                        })))
                .build();
        assertThat(alive.runDue().get(0).lost()).isFalse();

        List<Integer> worked = new ArrayList<>();
        Tasks silent = host("c")
                .task(TestTask.hourly(
                        "sweep",
                        context -> context.each(List.of(1, 2, 3), String::valueOf, one -> {
                            worked.add(one);
                            clock.advance(Duration.ofMinutes(5));
                            if (one == 2) {
                                clock.advance(Duration.ofMinutes(10));
                                assertThat(rival.run(SWEEP)).isPresent();
                            }
                            return Optional.empty();
                        })))
                .lockTimeout(Duration.ofSeconds(601))
                .build();
        TaskRun lost = silent.run(SWEEP).orElseThrow();

        assertThat(lost.lost()).isTrue();
        assertThat(worked).containsExactly(1, 2);
        assertThat(only(rival).done().orElseThrow().result().processed()).isEqualTo(runs.get());
    }

    @Test
    void run_afterItsDeadline_endsEarly_andSaysSo() {
        Tasks tasks = host("a")
                .task(TestTask.hourly(
                        "sweep",
                        context -> context.each(List.of(1, 2, 3), String::valueOf, any -> {
                            clock.advance(Duration.ofMinutes(5));
                            return Optional.empty();
                        })))
                .build();

        TaskResult result = tasks.runDue().get(0).result();

        assertThat(result).isEqualTo(new TaskResult(2, 0, List.of("stopped early, the rest is left to the next run")));
    }

    @Test
    void requestStop_endsTheRunAtTheNextGoodPoint_andNoOtherBegins() {
        List<Tasks> self = new ArrayList<>();
        Tasks tasks = host("a")
                .task(TestTask.hourly(
                        "sweep",
                        context -> context.each(List.of(1, 2, 3), String::valueOf, any -> {
                            self.get(0).requestStop();
                            return Optional.empty();
                        })))
                .task(TestTask.hourly("other", context -> TaskResult.nothing()))
                .build();
        self.add(tasks);

        List<TaskRun> ran = tasks.runDue();

        assertThat(ran).extracting(TaskRun::name).containsExactly(SWEEP);
        assertThat(ran.get(0).result().processed()).isEqualTo(1);
        assertThat(tasks.list().get(0).lock()).isEmpty();
        assertThatThrownBy(tasks::runDue).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clearLocks_takesStaleOnes_andLiveOnesOnlyByForce_withActor() {
        Tasks doomed = host("a").task(crashing()).build();
        Tasks admin = host("b").task(counted()).build();
        assertThatThrownBy(doomed::runDue).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> admin.clearLocks(Tasks.Clear.ALL, " ")).isInstanceOf(IllegalArgumentException.class);

        assertThat(admin.clearLocks(Tasks.Clear.STALE, "cron")).isEmpty();
        assertThat(admin.clearLocks(Tasks.Clear.ALL, "admin:jane (stuck)"))
                .extracting(Tasks.ClearedLock::name)
                .containsExactly(SWEEP);

        assertThat(only(admin).lock()).isEmpty();
        assertThat(only(admin).cleared()).contains(new TaskRow.Cleared("a", "admin:jane (stuck)", clock.instant()));
        assertThat(lines).contains("[sweep] Lock cleared by admin:jane (stuck), was a for 0s");
        assertThat(admin.runDue()).hasSize(1);
    }

    @Test
    void taskWithoutLock_overlaps_butKeepsItsInterval() {
        Function<TaskContext, TaskResult> work = context -> new TaskResult(runs.incrementAndGet(), 0, List.of());
        Tasks one = host("a").task(TestTask.hourly("sweep", work).withoutLock()).build();
        Tasks two = host("b").task(TestTask.hourly("sweep", work).withoutLock()).build();

        assertThat(one.runDue()).hasSize(1);
        assertThat(two.runDue()).isEmpty();
        assertThat(two.run(SWEEP)).isPresent();
        assertThat(only(one).lock()).isEmpty();
    }

    @Test
    void list_tellsWhenAndWhatCameOfIt() {
        Tasks tasks = host("a").task(counted()).build();
        Instant began = clock.instant();

        assertThat(only(tasks))
                .isEqualTo(new TaskStatus(
                        SWEEP,
                        Interval.of(Duration.ofHours(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(began),
                        Optional.empty(),
                        Optional.empty()));
        tasks.runDue();

        TaskStatus after = only(tasks);
        assertThat(after.lastStart()).contains(began);
        assertThat(after.done().orElseThrow().took()).isZero();
        assertThat(after.nextDue()).contains(began.plus(Duration.ofHours(1)).minus(Interval.EARLIEST));
        assertThat(tasks.nextDue()).isEqualTo(after.nextDue());
    }

    @Test
    void start_runsWhatBecomesDue_untilClosed() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        Tasks tasks = host("a")
                .task(TestTask.hourly("sweep", context -> {
                    third.countDown();
                    return new TaskResult(runs.incrementAndGet(), 0, List.of());
                }))
                .sleeper(time -> clock.advance(Duration.ofMinutes(5)))
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(3);

        tasks.start(threads);

        assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> tasks.start(threads)).isInstanceOf(IllegalStateException.class);
        assertThat(tasks.close(Duration.ofSeconds(30))).isTrue();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(only(tasks).lock()).isEmpty();
    }

    @Test
    void result_keepsAtMostAHundredLines_eachOnOneLine() {
        List<String> many = new ArrayList<>(List.of("two\nlines", "x".repeat(600)));
        for (int i = 0; i < 148; i++) {
            many.add("line " + i);
        }

        TaskResult result = new TaskResult(150, 150, many);

        assertThat(result.details()).hasSize(TaskResult.MOST_DETAILS).first().isEqualTo("two lines");
        assertThat(result.details().get(1)).hasSize(500).endsWith("…");
        assertThat(result.details()).last().isEqualTo("and 51 more");
        assertThatThrownBy(() -> new TaskResult(-1, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
