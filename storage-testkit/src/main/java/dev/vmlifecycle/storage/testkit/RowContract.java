package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Lease;
import dev.vmlifecycle.engine.Instance.LogCursor;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subjects come to be and are read. */
abstract class RowContract extends StoreFixture {

    static final VmRow VM = new VmRow("vm1", "ams1", Optional.empty(), Optional.empty(), "vm1.example.com");

    @Test
    void must_now_followTheClock() {
        Instant before = store.now();
        clock.advance(Duration.ofMillis(1234).plusNanos(999));

        assertThat(Duration.between(before, store.now())).isEqualTo(Duration.ofMillis(1234));
    }

    @Test
    void must_insert_newKey_beFoundAsGiven() {
        NewInstance given = new NewInstance(
                "vm1",
                "deploy",
                "creation",
                3,
                "{\"ä\":\"€\"}",
                Duration.ofSeconds(5),
                List.of(new SaveVmRow(VM)),
                List.of(new NewEvent("submitted", "one"), new NewEvent("submitted", "two")));

        assertThat(store.insert(given)).isTrue();

        Instant now = store.now();
        assertThat(row("vm1"))
                .isEqualTo(new Instance(
                        "vm1",
                        new Pointer("deploy", "creation", 3),
                        new Tries(0, 0, 0, now),
                        new Lease(0, Optional.empty(), Optional.empty()),
                        Optional.of(now.plusSeconds(5)),
                        Optional.empty(),
                        "{\"ä\":\"€\"}",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        new LogCursor(0, Optional.empty(), 2, 0)));
        assertThat(store.events("vm1", 0, 10))
                .containsExactly(
                        new DurableEvent("vm1", 1, now, "submitted", "one"),
                        new DurableEvent("vm1", 2, now, "submitted", "two"));
        assertThat(store.ask(new VmRowOf("vm1"))).contains(VM);
    }

    @Test
    void must_insert_sameKey_writeNothing() {
        insert("vm1");
        Instance before = row("vm1");
        NewInstance other = new NewInstance(
                "vm1",
                "terminate",
                "removing",
                1,
                "{}",
                Duration.ZERO,
                List.of(new SaveVmRow(VM)),
                List.of(new NewEvent("submitted", "again")));

        assertThat(store.insert(other)).isFalse();

        assertThat(row("vm1")).isEqualTo(before);
        assertThat(store.events("vm1", 0, 10)).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
    }

    @Test
    void must_insert_byManyThreads_succeedOnce() {
        List<Boolean> answers = together(THREADS, () -> store.insert(instance("vm1")));

        assertThat(answers).containsOnlyOnce(true).hasSize(THREADS);
    }

    @Test
    void must_insert_unknownCommand_writeNothing() {
        NewInstance odd = new NewInstance(
                "vm1",
                "deploy",
                "creation",
                1,
                "{}",
                Duration.ZERO,
                List.of(new SaveVmRow(VM), new UnknownCommand()),
                List.of());

        assertThatThrownBy(() -> store.insert(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(UnknownCommand.class.getName());

        assertThat(store.find("vm1")).isEmpty();
        assertThat(store.ask(new VmRowOf("vm1"))).isEmpty();
    }

    @Test
    void must_insert_longestKeyAndLargeDocument_keepBoth() {
        String key = "k".repeat(190);
        String document = "{\"text\":\"" + "x".repeat(300_000) + "\"}";

        store.insert(new NewInstance(key, "deploy", "creation", 1, document, Duration.ZERO, List.of(), List.of()));

        assertThat(row(key).subject()).isEqualTo(document);
    }

    @Test
    void must_readers_absentKey_findNothing() {
        assertThat(store.find("nobody")).isEmpty();
        assertThat(store.events("nobody", 0, 10)).isEmpty();
        assertThat(store.runs("nobody", 10)).isEmpty();
        assertThat(store.ask(new VmRowOf("nobody"))).isEmpty();
        assertThat(store.retryNow("nobody")).isFalse();
    }

    @Test
    void must_list_pages_inKeyOrder() {
        insert("b", "a", "c", "B");

        assertThat(store.list("", 2)).extracting(Instance::key).containsExactly("B", "a");
        assertThat(store.list("a", 10)).extracting(Instance::key).containsExactly("b", "c");
        assertThat(store.list("c", 10)).isEmpty();
        assertThat(store.list("", 0)).isEmpty();
    }
}
