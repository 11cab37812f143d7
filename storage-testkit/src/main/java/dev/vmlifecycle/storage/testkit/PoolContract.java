package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.ip.AddressUnavailableException;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.HolderOf;
import dev.vmlifecycle.ip.ImportAddresses;
import dev.vmlifecycle.ip.ImportAddresses.InPool;
import dev.vmlifecycle.ip.ImportAddresses.Outcome;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.ip.PoolUsage;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.ip.UsageOf;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Addresses that are asked for by name, that were there before us, and how many are left. */
abstract class PoolContract extends AdministrationContract {
    private static final Duration QUARANTINE = Duration.ofMinutes(15);

    private final IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/28"))
            .gateway(IpAddress.parse("192.0.2.1"))
            .build();

    private ReserveAddresses named(String key, int count, String... addresses) {
        return new ReserveAddresses(
                key,
                IpFamily.V4,
                count,
                List.of(pool),
                List.of(addresses).stream().map(IpAddress::parse).toList());
    }

    private ImportAddresses importing(String key, String... addresses) {
        return new ImportAddresses(
                key,
                List.of(addresses).stream()
                        .map(text -> new InPool(IpAddress.parse(text), pool))
                        .toList());
    }

    private List<String> held(String key) {
        return store.ask(new AddressesOf(key)).stream()
                .map(one -> one.address().toString())
                .toList();
    }

    private void release(Instance row, boolean onlyLeaving) {
        commit(
                row.fence(),
                CommitDraft.of(row).leaseFor(LEASE).commands(new ReleaseAddresses(row.key(), onlyLeaving, QUARANTINE)));
    }

    @Test
    void must_reserve_named_giveThem_andTheSameAgain() {
        Instance row = claimed("vm1");

        List<Allocation> given = store.call(row.fence(), named("vm1", 3, "192.0.2.9", "192.0.2.5"));

        assertThat(given)
                .extracting(one -> one.address().toString())
                .containsExactly("192.0.2.9", "192.0.2.5", "192.0.2.2");
        assertThat(given).extracting(Allocation::ordinal).containsExactly(0, 1, 2);
        assertThat(given.get(0).gateway()).contains(IpAddress.parse("192.0.2.1"));
        assertThat(store.call(row.fence(), named("vm1", 3, "192.0.2.9", "192.0.2.5")))
                .isEqualTo(given);
        assertThat(store.ask(new HolderOf("default", IpAddress.parse("192.0.2.9"))))
                .contains("vm1");
        assertThat(store.ask(new HolderOf("other", IpAddress.parse("192.0.2.9"))))
                .isEmpty();
        assertThat(store.ask(new HolderOf("default", IpAddress.parse("192.0.2.8"))))
                .isEmpty();
    }

    @Test
    void must_reserve_namedThatCannotBeGiven_writeNothing() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        store.call(one.fence(), named("vm1", 1, "192.0.2.9"));

        assertThatThrownBy(() -> store.call(two.fence(), named("vm2", 2, "192.0.2.5", "192.0.2.9")))
                .isInstanceOf(AddressUnavailableException.class)
                .hasMessageContaining("held by vm1");
        assertThatThrownBy(() -> store.call(two.fence(), named("vm2", 2, "192.0.2.5", "192.0.2.1")))
                .isInstanceOf(AddressUnavailableException.class);
        assertThatThrownBy(() -> store.call(two.fence(), named("vm2", 99, "192.0.2.5")))
                .isInstanceOf(PoolExhaustedException.class);

        assertThat(held("vm2")).isEmpty();
    }

    @Test
    void must_reserve_namedInQuarantine_onlyAfterwards() {
        Instance one = claimed("vm1");
        store.call(one.fence(), named("vm1", 1, "192.0.2.9"));
        release(one, false);
        Instance two = claimed("vm2");

        assertThatThrownBy(() -> store.call(two.fence(), named("vm2", 1, "192.0.2.9")))
                .isInstanceOf(AddressUnavailableException.class)
                .hasMessageContaining("quarantine");
        clock.advance(QUARANTINE);

        store.call(two.fence(), named("vm2", 1, "192.0.2.9"));
        assertThat(held("vm2")).containsExactly("192.0.2.9");
    }

    @Test
    void must_reserve_namedThatIsLeaving_takeItBack() {
        Instance row = claimed("vm1");
        store.call(row.fence(), named("vm1", 2, "192.0.2.9", "192.0.2.5"));
        commit(
                row.fence(),
                CommitDraft.of(row)
                        .leaseFor(LEASE)
                        .commands(new MarkLeaving(
                                "vm1", List.of(IpAddress.parse("192.0.2.9"), IpAddress.parse("192.0.2.5")))));

        List<Allocation> now = store.call(row.fence(), named("vm1", 1, "192.0.2.5"));

        assertThat(now)
                .filteredOn(one -> !one.leaving())
                .extracting(one -> one.address().toString())
                .containsExactly("192.0.2.5");
    }

    @Test
    void must_usage_countHeldAndQuarantined() {
        Instance one = claimed("vm1");
        store.call(one.fence(), named("vm1", 3, "192.0.2.9"));
        assertThat(usage()).isEqualTo(new PoolUsage("a", BigInteger.valueOf(13), 3, 0));

        release(one, false);
        assertThat(usage()).isEqualTo(new PoolUsage("a", BigInteger.valueOf(13), 0, 3));
        assertThat(usage().free()).isEqualTo(10);

        clock.advance(QUARANTINE);
        assertThat(usage().free()).isEqualTo(13);
    }

    @Test
    void must_usage_ofLargePoolsAndOtherPools_countOnlyTheirOwn() {
        IpPool six = IpPool.of("six", Cidr.parse("2001:db8::/32"))
                .excludeRanges(List.of(IpRange.of(Cidr.parse("2001:db8::/64"))))
                .build();
        Instance one = claimed("vm1");
        store.call(one.fence(), new ReserveAddresses("vm1", IpFamily.V6, 2, List.of(six)));
        store.call(one.fence(), named("vm1", 1));

        assertThat(held("vm1")).containsExactly("192.0.2.2", "2001:db8:0:1::", "2001:db8:0:1::1");
        PoolUsage usage = store.ask(new UsageOf(six));
        assertThat(usage.allocated()).isEqualTo(2);
        assertThat(usage.total()).isEqualTo(BigInteger.TWO.pow(96).subtract(BigInteger.TWO.pow(64)));
        assertThat(usage().allocated()).isEqualTo(1);
    }

    private PoolUsage usage() {
        return store.ask(new UsageOf(pool));
    }

    @Test
    void must_import_noteWhatIsFree_andTellWhatIsNot() {
        Instance one = claimed("vm1");
        store.call(one.fence(), named("vm1", 1, "192.0.2.9"));

        List<ImportAddresses.Result> results =
                store.administer(importing("old", "192.0.2.5", "192.0.2.9", "192.0.2.1"));

        assertThat(results)
                .extracting(ImportAddresses.Result::outcome)
                .containsExactly(Outcome.IMPORTED, Outcome.HELD_BY_ANOTHER, Outcome.IMPORTED);
        assertThat(results).extracting(ImportAddresses.Result::holder).containsExactly("old", "vm1", "old");
        assertThat(store.administer(importing("old", "192.0.2.5")))
                .extracting(ImportAddresses.Result::outcome)
                .containsExactly(Outcome.ALREADY_HELD);
        assertThat(held("old")).containsExactly("192.0.2.5", "192.0.2.1");
        assertThat(held("vm1")).containsExactly("192.0.2.9");
    }

    @Test
    void must_import_fromQuarantine_endIt() {
        Instance one = claimed("vm1");
        store.call(one.fence(), named("vm1", 1, "192.0.2.9"));
        release(one, false);

        store.administer(importing("old", "192.0.2.9"));

        assertThat(held("old")).containsExactly("192.0.2.9");
        assertThat(usage()).isEqualTo(new PoolUsage("a", BigInteger.valueOf(13), 1, 0));
    }

    @Test
    void must_named_byManyThreads_beGivenOnce() {
        ConcurrentLinkedQueue<Instance> rows = claimMany(THREADS);

        List<Boolean> got = together(THREADS, () -> {
            Instance row = rows.remove();
            try {
                store.call(row.fence(), named(row.key(), 1, "192.0.2.9"));
                return true;
            } catch (AddressUnavailableException e) {
                return false;
            }
        });

        assertThat(got).containsOnlyOnce(true);
        assertThat(usage().allocated()).isEqualTo(1);
    }

    @Test
    void must_importAndReserve_byManyThreads_giveEachAddressOnce() {
        ConcurrentLinkedQueue<Instance> rows = claimMany(6);
        ConcurrentLinkedQueue<String> imports = new ConcurrentLinkedQueue<>(
                List.of("192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"));

        List<Optional<String>> lost = together(12, () -> {
            Instance row = rows.poll();
            if (row != null) {
                store.call(row.fence(), named(row.key(), 1));
                return Optional.<String>empty();
            }
            String address = imports.remove();
            boolean noted = store.administer(importing("old", address)).get(0).outcome() == Outcome.IMPORTED;
            return noted ? Optional.<String>empty() : Optional.of(address);
        });

        long refused = lost.stream().filter(Optional::isPresent).count();
        assertThat(usage().allocated()).isEqualTo(12 - refused);
        assertThat(held("old")).hasSize(6 - (int) refused);
    }
}
