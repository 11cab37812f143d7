package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.vm.store.AnnounceRecords;
import dev.vmlifecycle.vm.store.Ledger;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.OtherHolders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Addresses of VMs and the DNS values written for them. */
abstract class AddressContract extends SearchContract {

    private static final Duration QUARANTINE = Duration.ofMinutes(15);
    private static final String NET = "192.0.2.0/29";

    static IpPool pool(String id, String network) {
        return IpPool.of(id, Cidr.parse(network)).build();
    }

    static ReserveAddresses addresses(String key, int count, IpPool... pools) {
        return new ReserveAddresses(key, pools[0].family(), count, List.of(pools));
    }

    ConcurrentLinkedQueue<Instance> claimMany(int rows) {
        for (int i = 0; i < rows; i++) {
            insert("vm%03d".formatted(i));
        }
        return new ConcurrentLinkedQueue<>(store.claim("worker", rows, LEASE));
    }

    @Test
    void must_reserve_giveTheLowest_andTheSameAgain() {
        Instance row = claimed("vm1");
        IpPool pool = IpPool.of("a", Cidr.parse(NET))
                .gateway(ip("192.0.2.1"))
                .exclude(Set.of(ip("192.0.2.3")))
                .build();

        List<Allocation> given = store.call(row.fence(), addresses("vm1", 2, pool));

        assertThat(given)
                .containsExactly(
                        new Allocation(
                                "vm1", "default", "a", ip("192.0.2.2"), 29, Optional.of(ip("192.0.2.1")), 0, false),
                        new Allocation(
                                "vm1", "default", "a", ip("192.0.2.4"), 29, Optional.of(ip("192.0.2.1")), 1, false));
        assertThat(store.call(row.fence(), addresses("vm1", 2, pool))).isEqualTo(given);
        assertThat(store.call(row.fence(), addresses("vm1", 1, pool))).isEqualTo(given);
        assertThat(store.ask(new AddressesOf("vm1"))).isEqualTo(given);
        assertThat(store.ask(new AddressesOf("vm2"))).isEmpty();
    }

    @Test
    void must_reserve_bothFamilies_answerIpv4First() {
        Instance row = claimed("vm1");
        IpPool v6 = pool("six", "2001:db8::/64");
        store.call(row.fence(), addresses("vm1", 2, v6));

        assertThat(given(store.call(row.fence(), addresses("vm1", 1, pool("a", NET), v6))))
                .containsExactly("192.0.2.1", "2001:db8::1", "2001:db8::2");
    }

    @Test
    void must_reserve_tryPoolsInOrder() {
        Instance row = claimed("vm1");

        assertThat(given(store.call(
                        row.fence(), addresses("vm1", 3, pool("a", "192.0.2.0/30"), pool("b", "198.51.100.0/30")))))
                .containsExactly("192.0.2.1", "192.0.2.2", "198.51.100.1");
    }

    @Test
    void must_reserve_takeRangesInOrder() {
        Instance row = claimed("vm1");
        IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/24"))
                .ranges(List.of(range("192.0.2.20", "192.0.2.21"), range("192.0.2.10", "192.0.2.11")))
                .build();

        assertThat(given(store.call(row.fence(), addresses("vm1", 3, pool))))
                .containsExactly("192.0.2.20", "192.0.2.21", "192.0.2.10");
    }

    @Test
    void must_reserve_sameAddressInTwoDomains_giveBoth() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        IpPool private1 = pool("a", NET);
        IpPool private2 = IpPool.of("b", Cidr.parse(NET))
                .scope(new IpPool.Scope("customer2", Set.of(), Set.of(), Set.of(), Optional.empty()))
                .build();

        assertThat(given(store.call(one.fence(), addresses("vm1", 1, private1))))
                .containsExactly("192.0.2.1");
        assertThat(given(store.call(two.fence(), addresses("vm2", 1, private2))))
                .containsExactly("192.0.2.1");
    }

    @Test
    void must_reserve_fromExhaustedPools_writeNothing() {
        Instance row = claimed("vm1");
        IpPool small = pool("a", "192.0.2.0/30");
        store.call(row.fence(), addresses("vm1", 2, small));
        leave(row, "192.0.2.2");
        List<Allocation> before = store.ask(new AddressesOf("vm1"));

        assertThatThrownBy(() -> store.call(row.fence(), addresses("vm1", 4, small, pool("b", "198.51.100.0/32"))))
                .isInstanceOf(PoolExhaustedException.class)
                .hasMessageContaining("1 of 4 missing");

        assertThat(store.ask(new AddressesOf("vm1"))).isEqualTo(before);
        assertThat(given(store.call(row.fence(), addresses("vm1", 3, pool("b", "198.51.100.0/32")))))
                .contains("198.51.100.0");
    }

    @Test
    void must_leaving_comeBackFirst() {
        Instance row = claimed("vm1");
        IpPool pool = pool("a", NET);
        store.call(row.fence(), addresses("vm1", 2, pool));
        leave(row, "192.0.2.2", "203.0.113.9");
        assertThat(store.ask(new AddressesOf("vm1")))
                .extracting(Allocation::leaving)
                .containsExactly(false, true);

        List<Allocation> again = store.call(row.fence(), addresses("vm1", 2, pool));

        assertThat(given(again)).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(again).extracting(Allocation::leaving).containsExactly(false, false);
    }

    @Test
    void must_release_onlyLeaving_keepTheOthers() {
        Instance row = claimed("vm1");
        store.call(row.fence(), addresses("vm1", 2, pool("a", NET)));
        leave(row, "192.0.2.1");

        release(row, true);

        assertThat(given(store.ask(new AddressesOf("vm1")))).containsExactly("192.0.2.2");
        List<Allocation> more = store.call(row.fence(), addresses("vm1", 2, pool("a", NET)));
        assertThat(given(more)).containsExactly("192.0.2.3", "192.0.2.2");
        assertThat(more).extracting(Allocation::ordinal).containsExactly(0, 1);
    }

    @Test
    void must_release_quarantine_thenOldestReleasedFirst() {
        IpPool pool = pool("a", "192.0.2.0/30");
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance last = claimed("vm3");
        store.call(one.fence(), addresses("vm1", 1, pool));
        store.call(two.fence(), addresses("vm2", 1, pool));
        release(two, false);
        release(two, false);
        clock.advance(Duration.ofSeconds(1));
        release(one, false);
        assertThatThrownBy(() -> store.call(last.fence(), addresses("vm3", 1, pool)))
                .isInstanceOf(PoolExhaustedException.class);

        clock.advance(QUARANTINE);

        assertThat(given(store.call(last.fence(), addresses("vm3", 2, pool))))
                .containsExactly("192.0.2.2", "192.0.2.1");
    }

    @Test
    void must_reserve_preferWhatWasNeverUsed() {
        Instance row = claimed("vm1");
        store.call(row.fence(), addresses("vm1", 1, pool("a", NET)));
        release(row, false);
        clock.advance(QUARANTINE);

        assertThat(given(store.call(row.fence(), addresses("vm1", 1, pool("a", NET)))))
                .containsExactly("192.0.2.2");
    }

    @Test
    void must_reserve_byManyThreads_giveNoneTwice_andExactlyThePool() {
        IpPool pool = pool("a", "192.0.2.0/25");
        ConcurrentLinkedQueue<Instance> waiting = claimMany(63);

        List<Allocation> given = together(THREADS, () -> {
                    List<Allocation> mine = new ArrayList<>();
                    for (Instance row = waiting.poll(); row != null; row = waiting.poll()) {
                        mine.addAll(store.call(row.fence(), addresses(row.key(), 2, pool)));
                    }
                    return mine;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(given).hasSize(126);
        assertThat(given).extracting(Allocation::address).doesNotHaveDuplicates();
    }

    @Test
    void must_ledger_rememberEachValueOnce() {
        Instance row = claimed("vm1");
        LedgerEntry a = entry("vm1.example.com", "192.0.2.1");
        LedgerEntry b = entry("vm1.example.com", "192.0.2.2");
        LedgerEntry never = entry("other.example.com", "192.0.2.3");
        ledger(row, List.of(), List.of(b, a));
        ledger(row, List.of(never), List.of(a));

        assertThat(store.ask(new LedgerOf("vm1"))).isEqualTo(new Ledger(List.of(a, b), List.of()));
        assertThat(store.call(row.fence(), new LedgerOf("vm1"))).isEqualTo(new Ledger(List.of(a, b), List.of()));

        ledger(row, List.of(a), List.of());

        assertThat(store.ask(new LedgerOf("vm1"))).isEqualTo(new Ledger(List.of(b), List.of()));
        assertThat(store.ask(new LedgerOf("vm2"))).isEqualTo(new Ledger(List.of(), List.of()));
    }

    @Test
    void must_ledger_tellWhatWasAnnouncedFromWhatWasWritten() {
        Instance row = claimed("vm1");
        LedgerEntry a = entry("vm1.example.com", "192.0.2.1");
        LedgerEntry b = entry("vm1.example.com", "192.0.2.2");
        LedgerEntry c = entry("vm1.example.com", "192.0.2.3");
        ledger(row, List.of(), List.of(a));

        Ledger announced = store.call(row.fence(), new AnnounceRecords("vm1", List.of(a, b, c)));

        assertThat(announced).isEqualTo(new Ledger(List.of(a), List.of(b, c)));
        assertThat(store.call(row.fence(), new AnnounceRecords("vm1", List.of(b))))
                .isEqualTo(announced);
        ledger(row, List.of(c), List.of(b));
        assertThat(store.ask(new LedgerOf("vm1"))).isEqualTo(new Ledger(List.of(a, b), List.of()));
        assertThatThrownBy(() -> store.ask(new AnnounceRecords("vm1", List.of(c))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void must_ledger_nameOtherHolders_whateverTheirBinding() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance three = claimed("vm3");
        LedgerEntry a = entry("vm1.example.com", "192.0.2.1");
        LedgerEntry other = entry("vm1.example.com", "192.0.2.2");
        LedgerEntry elsewhere = new LedgerEntry("second", a.zone(), a.name(), a.type(), a.value());
        ledger(one, List.of(), List.of(a, other));
        ledger(two, List.of(), List.of(elsewhere));
        store.call(three.fence(), new AnnounceRecords("vm3", List.of(other)));

        assertThat(store.ask(new OtherHolders("vm1", List.of(a, other))))
                .containsExactly(new OtherHolders.Holder("vm2", elsewhere), new OtherHolders.Holder("vm3", other));
        assertThat(store.call(two.fence(), new OtherHolders("vm2", List.of(elsewhere))))
                .containsExactly(new OtherHolders.Holder("vm1", a));
        assertThat(store.ask(new OtherHolders("vm1", List.of(entry("vm2.example.com", "192.0.2.1")))))
                .isEmpty();
        assertThat(store.ask(new OtherHolders("vm1", List.of()))).isEmpty();
    }

    private void ledger(Instance row, List<LedgerEntry> removed, List<LedgerEntry> added) {
        commit(
                row.fence(),
                CommitDraft.of(row)
                        .commands(new LedgerChange(row.key(), removed, added))
                        .leaseFor(LEASE));
    }

    private void leave(Instance row, String... addresses) {
        List<IpAddress> which =
                List.of(addresses).stream().map(IpAddress::parse).toList();
        commit(
                row.fence(),
                CommitDraft.of(row).commands(new MarkLeaving(row.key(), which)).leaseFor(LEASE));
    }

    private void release(Instance row, boolean onlyLeaving) {
        ReleaseAddresses command = new ReleaseAddresses(row.key(), onlyLeaving, QUARANTINE);
        commit(row.fence(), CommitDraft.of(row).commands(command).leaseFor(LEASE));
    }

    private static LedgerEntry entry(String name, String value) {
        return new LedgerEntry("main", DnsName.parse("example.com"), DnsName.parse(name), RecordType.A, value);
    }

    private static List<String> given(List<Allocation> allocations) {
        return allocations.stream().map(one -> one.address().toString()).toList();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    private static IpRange range(String first, String last) {
        return new IpRange(ip(first), ip(last));
    }
}
