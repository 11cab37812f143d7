package dev.vmlifecycle.dns.testkit;

import static dev.vmlifecycle.dns.RecordType.A;
import static dev.vmlifecycle.dns.RecordType.CNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ChangeResult.Outcome;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Names of every shape, and several changes in one call. */
abstract class NameContract extends ValueContract {

    private static final int MANY = 300;
    private static final int LONGEST = 253;

    @Test
    void must_name_outsideTheZone_neverBeSent() {
        OptionalLong before = observer().revision(zone());
        DnsName elsewhere = DnsName.parse("tck.example.org");
        DnsName lookalike = DnsName.parse("x" + zone().name());

        for (DnsName name : List.of(elsewhere, lookalike)) {
            assertFailed(Kind.OUT_OF_ZONE, apply(zone(), ensure(name, OURS)).get(0));
            assertFailed(
                    Kind.OUT_OF_ZONE,
                    apply(zone(), Change.removeAddress(name, OURS)).get(0));
            assertThatExceptionOfType(DnsException.class)
                    .isThrownBy(() -> dns().read(zone(), name, limits()))
                    .satisfies(e -> assertThat(e.error().kind()).isEqualTo(Kind.OUT_OF_ZONE));
        }
        assertThat(observer().revision(zone())).isEqualTo(before);
    }

    @Test
    void must_name_apex_beWritten() {
        roundTrip(use(zone(), zone().name()));
    }

    @Test
    void must_name_deep_beWritten() {
        roundTrip(use(zone(), name().child("a.b.c.d")));
    }

    @Test
    void must_name_ofLongLabels_beWritten() {
        roundTrip(use(zone(), name().child("x".repeat(63))));
        DnsName parent = name();
        StringBuilder labels = new StringBuilder();
        int left = LONGEST - 1 - parent.toString().length();
        while (left > 64) {
            labels.append("y".repeat(50)).append('.');
            left -= 51;
        }
        labels.append("z".repeat(Math.min(left, 63)));
        roundTrip(use(zone(), parent.child(labels.toString())));
    }

    @Test
    void must_name_international_beWritten() {
        roundTrip(use(zone(), name().child("xn--bcher-kva")));
    }

    private void roundTrip(DnsName name) {
        assertApplied(zone(), ensure(name, OURS));
        assertStands(zone(), name, A, "192.0.2.10");
        assertThat(dns().read(zone(), name, limits()))
                .anySatisfy(set -> assertThat(set.values()).containsExactly("192.0.2.10"));
        assertApplied(zone(), Change.removeAddress(name, OURS));
        assertGone(zone(), name, A);
    }

    @Test
    void must_batch_none_answerNothing() {
        assertThat(apply(zone())).isEmpty();
    }

    @Test
    void must_batch_withABadChange_applyTheOthers() {
        DnsName blocked = name();
        plant(blocked, CNAME, "elsewhere.example.org");
        DnsName first = name();
        DnsName last = name();

        List<ChangeResult> results = apply(
                zone(),
                ensure(first, OURS),
                ensure(blocked, OURS),
                ensure(DnsName.parse("tck.example.org"), OURS),
                ensure(last, OURS));

        assertThat(results)
                .extracting(ChangeResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.FAILED, Outcome.FAILED, Outcome.APPLIED);
        assertStands(zone(), first, A, "192.0.2.10");
        assertStands(zone(), last, A, "192.0.2.10");
    }

    @Test
    void must_batch_ofOneSet_takeEffectInOrder() {
        DnsName name = name();
        plant(name, A, "192.0.2.10", "192.0.2.99");

        List<ChangeResult> results =
                apply(zone(), ensure(name, MORE), Change.removeAddress(name, OURS), Change.removeAddress(name, OURS));

        assertThat(results)
                .extracting(ChangeResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.NOOP);
        assertStands(zone(), name, A, "192.0.2.11", "192.0.2.99");
    }

    @Test
    void must_batch_ofHundreds_allTakeEffect() {
        DnsName parent = name();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            changes.add(ensure(use(zone(), parent.child("n" + i)), OURS));
        }

        assertThat(apply(dns(), zone(), changes, limits()))
                .extracting(ChangeResult::outcome)
                .containsOnly(Outcome.APPLIED);
        for (int i = 0; i < MANY; i += MANY / 10) {
            assertStands(zone(), parent.child("n" + i), A, "192.0.2.10");
        }
        assertStands(zone(), parent.child("n" + (MANY - 1)), A, "192.0.2.10");

        List<Change> removals = new ArrayList<>();
        changes.forEach(change -> removals.add(Change.removeAddress(change.name(), OURS)));
        assertThat(apply(dns(), zone(), removals, limits()))
                .extracting(ChangeResult::outcome)
                .containsOnly(Outcome.APPLIED);
    }
}
