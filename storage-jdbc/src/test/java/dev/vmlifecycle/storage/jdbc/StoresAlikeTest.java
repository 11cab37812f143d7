package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.PermitsOf;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.MemoryStore;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.store.VmRowOf;
import dev.vmlifecycle.vm.store.WaitingRepairs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same random operations on both stores: same answers, same refusals, same state. */
class StoresAlikeTest {
    private static final int OPERATIONS = 300;

    @ParameterizedTest
    @EnumSource
    void memoryAndJdbc_sameOperations_sameState(TestDatabase database) {
        for (long seed = 1; seed <= (database == TestDatabase.H2 ? 6 : 2); seed++) {
            sameState(database, seed);
        }
    }

    private static void sameState(TestDatabase database, long seed) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        TestPool pool = new TestPool(database.empty(), 1);
        EngineStore memory = MemoryStore.create(now::get);
        JdbcStore jdbc =
                JdbcStore.builder(pool).clock(StoreClock.supplied(now::get)).build();
        jdbc.createSchema();
        RandomOperations operations = new RandomOperations(seed);
        int committed = 0;

        for (int i = 0; i < OPERATIONS; i++) {
            now.updateAndGet(at -> at.plusMillis(operations.pause()));
            RandomOperations.Operation operation = operations.next(memory);
            String where = database + ", seed " + seed + ", operation " + i + ": " + operation.name();

            Object answer = answer(memory, operation.action());
            assertThat(answer(jdbc, operation.action())).as(where).isEqualTo(answer);
            committed += answer instanceof Instance ? 1 : 0;
            if (i % 20 == 0 || i == OPERATIONS - 1) {
                assertThat(state(jdbc)).as(where).isEqualTo(state(memory));
            }
        }
        assertThat(committed).as("commits that took effect").isGreaterThan(OPERATIONS / 10);
        pool.close();
    }

    private static Object answer(EngineStore store, Function<EngineStore, Object> action) {
        try {
            return action.apply(store);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static List<Object> state(EngineStore store) {
        List<Object> all = new ArrayList<>();
        all.add(store.nextDue());
        all.add(store.outbox(1000));
        all.add(store.ask(new PermitsOf(PermitName.of("clone"))));
        all.add(store.ask(new WaitingRepairs(List.of("ready", "creation"), 100)));
        for (Instance row : store.list("", 100)) {
            all.add(row);
            all.add(store.runs(row.key(), 100));
            all.add(store.events(row.key(), 0, 1000));
            all.add(store.ask(new AddressesOf(row.key())));
            all.add(store.ask(new LedgerOf(row.key())));
            all.add(store.ask(new RepairsOf(row.key())));
            all.add(store.ask(new VmRowOf(row.key())));
        }
        return all;
    }
}
