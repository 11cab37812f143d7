package dev.vmlifecycle.dns.testkit;

import static dev.vmlifecycle.dns.RecordType.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmlifecycle.dns.Capabilities.Feature;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link DnsProvider} as tests: a provider's own test class extends it and gives a fixture.
 *
 * <pre>{@code
 * class MyProviderConformanceTest extends DnsProviderContract {
 *     @Override
 *     protected ProviderFixture fixture() {
 *         return new MyFixture();
 *     }
 * }
 * }</pre>
 *
 * <p>Names tell the level: {@code must_} holds for every provider, {@code may_} needs something optional of the fixture or
 * the provider and shows as aborted without it. Without a connection everything fails; nothing ever passes for want of
 * one. Tests do not depend on each other, and remove what they wrote. A summary is printed at the end.
 */
public abstract class DnsProviderContract extends FailureContract {

    private static final int WRITERS = 20;

    /** For subclasses. */
    protected DnsProviderContract() {}

    @Test
    final void must_writers_ofOneName_loseNothing() throws Exception {
        DnsName name = name();
        plant(name, A, "192.0.2.99");

        for (ChangeResult result : inParallel(i -> ensure(name, IpAddress.parse("192.0.2." + (i + 1))))) {
            assertThat(result.outcome()).as("%s", result).isEqualTo(ChangeResult.Outcome.APPLIED);
        }

        List<String> expected = new ArrayList<>(List.of("192.0.2.99"));
        for (int i = 1; i <= WRITERS; i++) {
            expected.add("192.0.2." + i);
        }
        assertStands(zone(), name, A, expected.toArray(new String[0]));
    }

    @Test
    final void must_writers_addingAndRemovingAtOneName_loseNothing() throws Exception {
        DnsName name = name();
        List<String> values = new ArrayList<>(List.of("192.0.2.99"));
        for (int i = 0; i < WRITERS; i += 2) {
            values.add("192.0.2." + (i + 1));
        }
        plant(name, A, values.toArray(new String[0]));

        for (ChangeResult result : inParallel(i -> {
            IpAddress address = IpAddress.parse("192.0.2." + (i + 1));
            return i % 2 == 0 ? Change.removeAddress(name, address) : ensure(name, address);
        })) {
            assertThat(result.outcome()).as("%s", result).isEqualTo(ChangeResult.Outcome.APPLIED);
        }

        List<String> expected = new ArrayList<>(List.of("192.0.2.99"));
        for (int i = 1; i < WRITERS; i += 2) {
            expected.add("192.0.2." + (i + 1));
        }
        assertStands(zone(), name, A, expected.toArray(new String[0]));
    }

    @Test
    final void must_writers_ofTheSameValue_writeItOnce() throws Exception {
        DnsName name = name();

        for (ChangeResult result : inParallel(i -> ensure(name, OURS))) {
            assertThat(result.isOk()).as("%s", result).isTrue();
        }

        assertStands(zone(), name, A, "192.0.2.10");
        assertApplied(zone(), Change.removeAddress(name, OURS));
        assertGone(zone(), name, A);
    }

    @Test
    final void must_writers_ofManyNames_allSucceed() throws Exception {
        List<DnsName> names = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            names.add(name());
        }

        for (ChangeResult result : inParallel(i -> ensure(names.get(i), OURS))) {
            assertThat(result.outcome()).as("%s", result).isEqualTo(ChangeResult.Outcome.APPLIED);
        }
        for (DnsName name : names) {
            assertStands(zone(), name, A, "192.0.2.10");
        }
    }

    @Test
    final void may_zones_beListed() {
        if (!dns().capabilities().has(Feature.LIST_ZONES)) {
            Assumptions.abort("the provider cannot list zones");
        }
        assertThat(dns().zones(limits())).extracting(ZoneRef::name).contains(zone().name());
    }

    @Test
    final void must_close_twice_endTheConnection() {
        DnsProvider another = given().open();
        another.close();
        another.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> another.apply(zone(), List.of(ensure(name(), OURS)), limits()));
        assertThatIllegalStateException().isThrownBy(() -> another.read(zone(), zone().name(), limits()));
        assertThat(dns().read(zone(), zone().name(), limits())).isNotNull();
    }

    private List<ChangeResult> inParallel(IntFunction<Change> changes) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        CountDownLatch start = new CountDownLatch(1);
        // new connections: what they have yet to find out about the server, they find out at the same time
        try (DnsProvider one = given().open();
                DnsProvider other = given().open()) {
            List<Future<ChangeResult>> runs = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Change change = changes.apply(i);
                DnsProvider dns = i % 2 == 0 ? one : other;
                runs.add(executor.submit(() -> {
                    start.await();
                    return apply(dns, zone(), List.of(change), limits()).get(0);
                }));
            }
            start.countDown();
            List<ChangeResult> results = new ArrayList<>();
            for (Future<ChangeResult> run : runs) {
                results.add(run.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
