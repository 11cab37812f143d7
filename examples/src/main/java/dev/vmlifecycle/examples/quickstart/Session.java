package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Pacing;
import dev.vmlifecycle.engine.TextRenderer;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.simulator.SimulatedCluster;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.VmLifecycleBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The library, wired together as a host application would do it. */
final class Session implements AutoCloseable {
    /** Short, since only one process at a time can open the database: it delays nothing but a restart after a crash. */
    static final Duration LEASE = Duration.ofSeconds(3);

    private final Console console;
    private final Order order;
    private final StateDirectory state;
    private final Target target;
    private final InMemoryDns dns;
    private final EngineStore store;
    private final TextRenderer lines;
    private final FailureWatch watch = new FailureWatch();
    private final VmLifecycle vms;
    private final Walk walk;

    private Session(Console console, Order order, StateDirectory state, Target target, Optional<Crash> crash) {
        this.console = console;
        this.order = order;
        this.state = state;
        this.target = target;
        this.dns = dns(order.zones(), state);
        this.store = crash.<EngineStore>map(plan -> new CrashingStore(state.store(), plan))
                .orElse(state.store());
        this.lines = TextRenderer.create(console::say, ZoneId.systemDefault());
        this.vms = lifecycle();
        Driver driver = new Driver(vms, store, lines, console, order.request().key(), watch);
        this.walk = new Walk(vms, order, driver, target, console);
    }

    static Session open(Options options, Configuration configuration, Console console) {
        Optional<Crash> crash = options.crash().map(point -> new Crash(point, console));
        StateDirectory state = StateDirectory.open(options.store());
        try {
            Target target = Target.of(configuration, state, crash);
            return new Session(console, configuration.order(), state, target, crash);
        } catch (UncheckedIOException e) {
            state.close();
            throw CommandFailure.failed(
                    e.getMessage() + " (expected: files that this command wrote; another --store begins anew)", e);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static InMemoryDns dns(List<DnsName> zones, StateDirectory state) {
        InMemoryDns.Builder dns = InMemoryDns.builder();
        zones.forEach(dns::zone);
        return dns.file(state.file("dns.txt")).build();
    }

    private VmLifecycle lifecycle() {
        VmLifecycleBuilder builder = VmLifecycle.builder()
                .stores(store)
                .cluster(order.request().placement().cluster(), target.client())
                .dns(Zones.of(order.zones().stream()
                        .map(zone -> ZoneBinding.of(zone.toString(), zone, dns))
                        .toList()))
                .notifier((key, notification) -> console.say("  (mail) " + notification.text()))
                .secrets(key -> order.password())
                .listener(lines)
                .listener(watch)
                .settleTime(order.settle())
                .lease(LEASE)
                .pacing(Pacing.backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)));
        order.pools().forEach(builder::pool);
        return builder.build();
    }

    /** Walks, and prints the world after each part; the reports, for whoever wants to look closer. */
    List<WorldReport> walk(List<Phase> phases) {
        console.say(target.greet());
        if (!state.isNamed() && !target.isBuiltIn()) {
            console.say("state: " + state.file("store").getParent() + " until the VM is gone (no --store was given)");
        }
        WorldReader world = new WorldReader(target, dns, vms, order);
        List<WorldReport> reports = new ArrayList<>();
        for (Phase phase : phases) {
            if (walk.run(phase, phases.size() == 1)) {
                reports.add(world.read(phase));
                WorldText.lines(reports.get(reports.size() - 1)).forEach(console::say);
            }
        }
        if (reports.isEmpty()) {
            console.say("nothing left to do (to walk again, name another --store)");
        }
        WorldReport end = world.read(phases.get(phases.size() - 1));
        console.say("final state: " + walk.state());
        console.say("guests left: " + String.join(", ", end.guests()));
        return reports;
    }

    /** The simulator that is walked on, if it runs in this JVM. */
    Optional<SimulatedCluster> simulator() {
        return target.simulator();
    }

    @Override
    public void close() {
        keepWhatIsNeeded();
        vms.close();
        dns.close();
        target.close();
        state.close();
    }

    /** Without the state nobody could go on with a VM that is still there. */
    private void keepWhatIsNeeded() {
        if (!state.isNamed() && !target.isSimulated() && walk.isUnfinished()) {
            console.say("the VM is not removed; go on with --store " + state.keep());
        }
    }
}
