package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.storage.testkit.FaultyDataSource;
import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import dev.vmlifecycle.vm.store.ReserveVmid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several stores on one database, each with nothing in common but the tables: as several processes have. */
class ManyProcessesTest {
    private static final int PROCESSES = 12;
    private static final int ROWS = 48;

    private final List<TestPool> pools = new ArrayList<>();

    /** What one process got. */
    private record Got(List<String> keys, List<Vmid> vmids, List<IpAddress> addresses) {}

    @AfterEach
    void close() {
        pools.forEach(TestPool::close);
    }

    private FaultyDataSource withRows(TestDatabase database) {
        TestPool pool = new TestPool(database.empty(), PROCESSES);
        pools.add(pool);
        FaultyDataSource counted = FaultyDataSource.around(pool);
        JdbcStore store = JdbcStore.create(counted);
        store.createSchema();
        for (int i = 0; i < ROWS; i++) {
            store.insert(new NewInstance("vm" + i, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of()));
        }
        return counted;
    }

    @ParameterizedTest
    @EnumSource
    void claimsAndReservations_areGivenOnce(TestDatabase database) {
        DataSource rows = withRows(database);

        List<Got> all = Together.run(PROCESSES, () -> work(rows));

        assertThat(all).flatExtracting(Got::keys).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(all).flatExtracting(Got::vmids).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(all).flatExtracting(Got::addresses).hasSize(2 * ROWS).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void reservations_ofManyHostsOnOneRange_queueInsteadOfRepeating(TestDatabase database) {
        FaultyDataSource rows = withRows(database);

        Together.run(PROCESSES, () -> work(rows));

        // only the very first taker of each range may meet another one
        assertThat(rows.calls(Point.ROLLBACK)).isLessThan(3 * PROCESSES);
    }

    private static Got work(DataSource database) {
        JdbcStore store = JdbcStore.create(database);
        IpPool pool = IpPool.of("a", Cidr.parse("192.0.2.0/24")).build();
        Got got = new Got(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Instance> claimed = store.claim("worker", 2, Duration.ofMinutes(5));
        while (!claimed.isEmpty()) {
            for (Instance row : claimed) {
                got.keys().add(row.key());
                got.vmids()
                        .add(store.call(
                                row.fence(),
                                new ReserveVmid(
                                        row.key(), "ams1", new Vmid(100), new Vmid(999), Set.of(), Duration.ZERO)));
                store.call(row.fence(), new ReserveAddresses(row.key(), pool.family(), 2, List.of(pool))).stream()
                        .map(Allocation::address)
                        .forEach(got.addresses()::add);
            }
            claimed = store.claim("worker", 2, Duration.ofMinutes(5));
        }
        return got;
    }
}
