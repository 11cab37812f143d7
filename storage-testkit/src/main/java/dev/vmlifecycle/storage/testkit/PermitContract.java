package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NextForPermit;
import dev.vmlifecycle.engine.PermitAnswer;
import dev.vmlifecycle.engine.PermitEntry;
import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.PermitsOf;
import dev.vmlifecycle.engine.ReleasePermits;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Permits: never more than the limit, in order of asking, kept over whatever happens to their holder. */
abstract class PermitContract extends SteeringContract {
    private static final PermitName CLONES = PermitName.of("clone/ams1/ssd");
    private static final PermitLimit TWO = PermitLimit.of(2);

    private PermitAnswer ask(Instance row, PermitName name, PermitLimit limit) {
        return store.call(row.fence(), new AcquirePermit(row.key(), name, limit));
    }

    private boolean asks(Instance row) {
        return ask(row, CLONES, TWO).granted();
    }

    /** Stays claimed, so that it can go on. */
    private void release(Instance row) {
        commit(
                row.fence(),
                CommitDraft.of(row)
                        .commands(ReleasePermits.of(row.key(), CLONES))
                        .dueIn(Duration.ZERO)
                        .leaseFor(LEASE));
    }

    @Test
    void must_permit_beGrantedUpToTheLimit_andNoFurther() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance three = claimed("vm3");

        assertThat(ask(one, CLONES, TWO)).isEqualTo(new PermitAnswer(true, 0, 0));
        assertThat(ask(two, CLONES, TWO)).isEqualTo(new PermitAnswer(true, 1, 0));
        assertThat(ask(three, CLONES, TWO)).isEqualTo(new PermitAnswer(false, 2, 0));
        assertThat(ask(three, PermitName.of("clone/ams1/hdd"), TWO).granted()).isTrue();
    }

    @Test
    void must_permit_askedAgain_answerTheSame() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance three = claimed("vm3");
        PermitLimit limit = PermitLimit.of(1);

        for (int i = 0; i < 3; i++) {
            assertThat(ask(one, CLONES, limit).granted()).isTrue();
            assertThat(ask(two, CLONES, limit)).isEqualTo(new PermitAnswer(false, 1, 0));
            assertThat(ask(three, CLONES, limit)).isEqualTo(new PermitAnswer(false, 1, 1));
        }

        assertThat(store.ask(new PermitsOf(CLONES)))
                .extracting(PermitEntry::key, PermitEntry::granted)
                .containsExactly(tuple("vm1", true), tuple("vm2", false), tuple("vm3", false));
    }

    @Test
    void must_permit_givenBack_goToWhoAskedFirst() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance late = claimed("a-late-one");
        Instance early = claimed("z-early-one");
        assertThat(asks(one)).isTrue();
        assertThat(asks(two)).isTrue();
        assertThat(asks(early)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(asks(late)).isFalse();

        assertThat(store.ask(new NextForPermit(CLONES))).contains("z-early-one");
        release(one);

        assertThat(asks(late)).isFalse();
        assertThat(asks(early)).isTrue();
        assertThat(store.ask(new NextForPermit(CLONES))).contains("a-late-one");
        release(two);
        assertThat(asks(late)).isTrue();
        assertThat(store.ask(new NextForPermit(CLONES))).isEmpty();
    }

    @Test
    void must_permit_beHeldOverWaits_andByALaterClaim() {
        Instance one = claimed("vm1");
        ask(one, CLONES, PermitLimit.of(1));
        commit(one.fence(), CommitDraft.of(one).dueIn(Duration.ofHours(1)));
        Instance two = claimed("vm2");

        assertThat(ask(two, CLONES, PermitLimit.of(1)).granted()).isFalse();

        clock.advance(Duration.ofHours(1));
        for (Instance row : store.claim("another", 2, LEASE)) {
            assertThat(ask(row, CLONES, PermitLimit.of(1)).granted())
                    .as(row.key())
                    .isEqualTo(row.key().equals("vm1"));
        }
    }

    @Test
    void must_permit_ofASubjectAtRest_beForgotten() {
        Instance one = claimed("vm1");
        ask(one, CLONES, PermitLimit.of(1));
        Instance two = claimed("vm2");
        assertThat(ask(two, CLONES, PermitLimit.of(1)).granted()).isFalse();

        commit(one.fence(), CommitDraft.of(one).to("ready"));

        assertThat(ask(two, CLONES, PermitLimit.of(1)).granted()).isTrue();
        assertThat(store.ask(new PermitsOf(CLONES)))
                .extracting(PermitEntry::key)
                .containsExactly("vm2");
    }

    @Test
    void must_permit_ofASubjectOnHold_beKept() {
        Instance one = claimed("vm1");
        ask(one, CLONES, PermitLimit.of(1));
        commit(one.fence(), CommitDraft.of(one).hold("no step after x in this version"));
        Instance two = claimed("vm2");

        assertThat(ask(two, CLONES, PermitLimit.of(1)).granted()).isFalse();
    }

    @Test
    void must_placeInTheQueue_ofWhoDoesNotAsk_delayNobody_andBeKept() {
        Instance one = claimed("vm1");
        Instance silent = claimed("silent");
        Instance two = claimed("vm2");
        PermitLimit limit = PermitLimit.of(1);
        ask(one, CLONES, limit);
        ask(silent, CLONES, limit);
        clock.advance(Duration.ofSeconds(10));
        ask(two, CLONES, limit);
        release(one);
        assertThat(ask(two, CLONES, limit)).isEqualTo(new PermitAnswer(false, 0, 1));

        clock.advance(Duration.ofSeconds(5));
        assertThat(ask(two, CLONES, limit).granted()).isTrue();

        assertThat(ask(one, CLONES, limit)).isEqualTo(new PermitAnswer(false, 1, 0));
        assertThat(ask(silent, CLONES, limit)).isEqualTo(new PermitAnswer(false, 1, 0));
        assertThat(ask(one, CLONES, limit)).isEqualTo(new PermitAnswer(false, 1, 1));
    }

    @Test
    void must_release_ofPlaces_leaveWhatIsHeld() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        ask(one, CLONES, PermitLimit.of(1));
        ask(two, CLONES, PermitLimit.of(1));

        for (Instance row : new Instance[] {one, two}) {
            commit(
                    row.fence(),
                    CommitDraft.of(row)
                            .commands(ReleasePermits.placesOf(row.key()))
                            .dueIn(Duration.ZERO)
                            .leaseFor(LEASE));
        }

        assertThat(store.ask(new PermitsOf(CLONES)))
                .extracting(PermitEntry::key)
                .containsExactly("vm1");
        commit(
                one.fence(),
                CommitDraft.of(one)
                        .commands(ReleasePermits.allOf("vm1"))
                        .dueIn(Duration.ZERO)
                        .leaseFor(LEASE));
        assertThat(store.ask(new PermitsOf(CLONES))).isEmpty();
    }

    @Test
    void must_release_repeated_orOfNothing_changeNothing() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        asks(two);

        release(one);
        asks(one);
        release(one);
        release(one);

        assertThat(store.ask(new PermitsOf(CLONES)))
                .extracting(PermitEntry::key)
                .containsExactly("vm2");
    }

    @Test
    void must_permit_fencedOff_beRefused_andWriteNothing() {
        Instance one = claimed("vm1");
        Instance thief = stolen();

        assertThatThrownBy(() -> asks(one)).isInstanceOf(LeaseLostException.class);

        assertThat(store.ask(new PermitsOf(CLONES))).isEmpty();
        assertThat(asks(thief)).isTrue();
        assertThatThrownBy(() -> store.ask(new AcquirePermit("vm1", CLONES, TWO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void must_permits_byManyThreads_neverExceedTheLimit_andServeAll() {
        int rows = 64;
        PermitLimit limit = PermitLimit.of(3);
        ConcurrentLinkedQueue<Instance> waiting = claimMany(rows);
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();

        together(THREADS, () -> {
            for (Instance row = waiting.poll(); row != null; row = waiting.poll()) {
                if (ask(row, CLONES, limit).granted()) {
                    most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                    long counted = store.ask(new PermitsOf(CLONES)).stream()
                            .filter(PermitEntry::granted)
                            .count();
                    most.accumulateAndGet((int) counted, Math::max);
                    served.incrementAndGet();
                    holders.decrementAndGet();
                    release(row);
                } else {
                    waiting.add(row);
                }
            }
            return served;
        });

        assertThat(served).hasValue(rows);
        assertThat(most.get()).isBetween(1, limit.count());
        assertThat(store.ask(new PermitsOf(CLONES))).isEmpty();
    }
}
