package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.ReserveAddresses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeAddressTest {
    private final JdbcStore store = JdbcStore.create(TestDatabase.H2.empty());

    @Test
    void reserve_moreKnownAddressesThanOneSlice_goesOnBehindThem() {
        Instance row = claimed();
        IpPool pool = IpPool.of("six", Cidr.parse("2001:db8::/64")).build();

        List<Allocation> given =
                store.call(row.fence(), new ReserveAddresses("vm1", pool.family(), 1003, List.of(pool)));

        assertThat(given).hasSize(1003);
        assertThat(given.get(1002).address()).hasToString("2001:db8::3eb");
        assertThat(given)
                .extracting(Allocation::address)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void key_sortsAsAddressesDo_andKeepsTheFamiliesApart() {
        List<String> keys = List.of("0.0.0.1", "9.255.0.1", "10.0.0.1", "255.255.255.255").stream()
                .map(text -> AddressKey.of(IpAddress.parse(text)))
                .toList();

        assertThat(keys).isSorted().allSatisfy(key -> assertThat(key).hasSize(32));
        assertThat(AddressKey.of(IpAddress.parse("::a00:1"))).isNotIn(keys);
    }

    private Instance claimed() {
        store.createSchema();
        store.insert(new NewInstance("vm1", "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of()));
        return store.claim("worker", 1, Duration.ofMinutes(5)).get(0);
    }
}
