package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.TextRenderer;
import dev.vmlifecycle.engine.TickReport;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.VmView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Ticks the engine until a VM is where it shall be: what a cron line or a scheduler does in a host application. */
final class Driver {
    private static final String TASK = "process_vms";
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Set<ErrorKind> PASSING = Set.of(ErrorKind.TRANSIENT, ErrorKind.LOCKED);

    private final VmLifecycle vms;
    private final EngineStore store;
    private final TextRenderer lines;
    private final Console console;
    private final VmKey key;
    private final FailureWatch watch;
    private Optional<Instant> last = Optional.empty();

    Driver(VmLifecycle vms, EngineStore store, TextRenderer lines, Console console, VmKey key, FailureWatch watch) {
        this.vms = vms;
        this.store = store;
        this.lines = lines;
        this.console = console;
        this.key = key;
        this.watch = watch;
    }

    /** Ticks until the VM is there; throws when it cannot get there without somebody's help. */
    void drive(Phase phase, Predicate<VmView> reached) {
        tellOfLease();
        // Whoever runs the command again after a failure has mended something: no reason to sit out the back-off.
        vms.retryNow(key);
        Instant begin = store.now();
        lines.cronStart(begin);
        lines.taskRunning(TASK, Optional.of(INTERVAL), last);
        int processed = 0;
        int errors = 0;
        TickReport tick;
        try {
            do {
                tick = vms.tick(Budget.once());
                processed = Math.max(processed, tick.processed());
                errors += tick.errors();
            } while (!isOver(phase, reached, tick) && pause());
        } finally {
            last = Optional.of(begin);
            lines.taskDone(TASK, Duration.between(begin, store.now()), processed, errors);
        }
    }

    private boolean isOver(Phase phase, Predicate<VmView> reached, TickReport tick) {
        VmView vm = vms.get(key).orElseThrow();
        if (reached.test(vm)) {
            return true;
        }
        // A tick that ran nothing may show the error of an earlier process.
        Optional<String> trouble = tick.processed() == 0 ? Optional.empty() : trouble(vm);
        trouble.ifPresent(why -> {
            throw CommandFailure.failed(
                    phase.pipeline() + " of " + key + " stopped at [" + vm.state() + "]: " + why, null);
        });
        return false;
    }

    /** Why waiting helps nobody. A step that runs or waits now may still show why an earlier attempt failed. */
    private Optional<String> trouble(VmView vm) {
        Optional<StepError> error = vm.trouble().lastError();
        if (vm.trouble().hold().isPresent()) {
            return vm.trouble().hold();
        }
        if (vm.state().startsWith("error_")) {
            return Optional.of(error.map(StepError::message).orElse(vm.state()));
        }
        return error.filter(one -> watch.sawFailure())
                .filter(one -> vm.trouble().needsAttention() || !PASSING.contains(one.kind()))
                .map(StepError::message);
    }

    private void tellOfLease() {
        store.find(key.value())
                .map(Instance::lease)
                .flatMap(Instance.Lease::until)
                .map(until -> Duration.between(store.now(), until))
                .filter(left -> !left.isNegative())
                .ifPresent(left -> console.say(String.format(
                        Locale.ROOT,
                        "the process that worked on %s is gone; waiting %.1f s for its lease to end",
                        key,
                        left.toMillis() / 1000.0)));
    }

    private boolean pause() {
        Duration left =
                vms.nextDue().map(due -> Duration.between(store.now(), due)).orElse(LONGEST);
        Duration pause = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        try {
            Thread.sleep(pause.compareTo(SHORTEST) < 0 ? SHORTEST.toMillis() : pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted (expected: to be left to the end)", e);
        }
    }
}
