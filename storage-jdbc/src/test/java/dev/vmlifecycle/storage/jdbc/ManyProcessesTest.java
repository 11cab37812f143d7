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
import dev.vmlifecycle.vm.store.ReserveVmid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several stores on one database, each with nothing in common but the tables: as several processes have. */
class ManyProcessesTest {
    private static final int PROCESSES = 12;
    private static final int ROWS = 48;

    private final FaultyDataSource counted = new FaultyDataSource(H2.inMemory());
    private final DataSource database = counted.dataSource();

    /** What one process got. */
    private record Got(List<String> keys, List<Vmid> vmids, List<IpAddress> addresses) {}

    @BeforeEach
    void insertRows() {
        JdbcStore store = JdbcStore.create(database);
        store.createSchema();
        for (int i = 0; i < ROWS; i++) {
            store.insert(new NewInstance("vm" + i, "deploy", "creation", 1, "{}", Duration.ZERO, List.of(), List.of()));
        }
    }

    @Test
    void claimsAndReservations_areGivenOnce() throws Exception {
        List<Got> all = together(this::work);

        assertThat(all).flatExtracting(Got::keys).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(all).flatExtracting(Got::vmids).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(all).flatExtracting(Got::addresses).hasSize(2 * ROWS).doesNotHaveDuplicates();
    }

    @Test
    void reservations_ofManyHostsOnOneRange_queueInsteadOfRepeating() throws Exception {
        together(this::work);

        // only the very first taker of each range may meet another one
        assertThat(counted.rolledBack.get()).isLessThan(3 * PROCESSES);
    }

    private Got work() {
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

    private static <T> List<T> together(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            running.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        start.countDown();
        List<T> answers = new ArrayList<>();
        for (Future<T> one : running) {
            answers.add(one.get(60, TimeUnit.SECONDS));
        }
        threads.shutdown();
        return answers;
    }
}
