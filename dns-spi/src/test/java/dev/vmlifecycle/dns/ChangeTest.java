package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeTest {

    private static final DnsName VM = DnsName.parse("vm1.example.com");
    private static final DnsName REVERSE = DnsName.parse("10.2.0.192.in-addr.arpa");
    private static final RRsetKey A = new RRsetKey(VM, RecordType.A);
    private static final Ttl HOUR = Ttl.ofSeconds(3600);

    private static RRset set(Ttl ttl, String... values) {
        return new RRset(VM, RecordType.A, ttl, Set.of(values));
    }

    @Test
    void ensure_existingSet_isUnitedAndKeepsItsTtl() {
        Change change = new Change.EnsureValues(A, Ttl.DEFAULT, Set.of("192.0.2.1"));

        assertThat(change.after(null)).contains(set(Ttl.DEFAULT, "192.0.2.1"));
        assertThat(change.after(set(HOUR, "192.0.2.9"))).contains(set(HOUR, "192.0.2.1", "192.0.2.9"));
        assertThat(change.after(set(HOUR, "192.0.2.1"))).contains(set(HOUR, "192.0.2.1"));
        assertThat(change.newTtl()).contains(Ttl.DEFAULT);
    }

    @Test
    void remove_lastValue_removesTheSet() {
        Change change = new Change.RemoveValues(A, Set.of("192.0.2.1"));

        assertThat(change.after(null)).isEmpty();
        assertThat(change.after(set(HOUR, "192.0.2.1"))).isEmpty();
        assertThat(change.after(set(HOUR, "192.0.2.1", "192.0.2.9"))).contains(set(HOUR, "192.0.2.9"));
        assertThat(change.after(set(HOUR, "192.0.2.9"))).contains(set(HOUR, "192.0.2.9"));
        assertThat(change.newTtl()).isEmpty();
    }

    @Test
    void replace_anySet_isExactlyTheValuesAndTtl() {
        Change change = new Change.ReplaceSet(A, Ttl.DEFAULT, Set.of("192.0.2.1"));

        assertThat(change.after(null)).contains(set(Ttl.DEFAULT, "192.0.2.1"));
        assertThat(change.after(set(HOUR, "192.0.2.1", "192.0.2.9"))).contains(set(Ttl.DEFAULT, "192.0.2.1"));
    }

    @Test
    void delete_anySet_isGone() {
        Change change = new Change.DeleteSet(A);

        assertThat(change.after(set(HOUR, "192.0.2.1"))).isEmpty();
        assertThat(change.values()).isEmpty();
        assertThat(change.name()).isEqualTo(VM);
        assertThat(change.type()).isEqualTo(RecordType.A);
    }

    static Stream<Change> everyKind() {
        return Stream.of(
                new Change.EnsureValues(A, Ttl.DEFAULT, Set.of("192.0.2.1", "192.0.2.2")),
                new Change.RemoveValues(A, Set.of("192.0.2.1", "192.0.2.2")),
                new Change.ReplaceSet(A, Ttl.DEFAULT, Set.of("192.0.2.1")),
                new Change.DeleteSet(A));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void after_appliedTwice_isTheSameAsOnce(Change change) {
        for (RRset before : new RRset[] {set(HOUR, "192.0.2.1"), set(HOUR, "192.0.2.9", "192.0.2.2")}) {
            var once = change.after(before);
            assertThat(change.after(once.orElse(null))).isEqualTo(once);
        }
    }

    @Test
    void factories_ofTheLifecycle_chooseTypeAndKind() {
        IpAddress v6 = IpAddress.parse("2001:DB8::1");

        assertThat(Change.ensureAddress(VM, v6, HOUR))
                .isEqualTo(new Change.EnsureValues(new RRsetKey(VM, RecordType.AAAA), HOUR, Set.of("2001:db8::1")));
        assertThat(Change.removeAddress(VM, IpAddress.parse("192.0.2.1")))
                .isEqualTo(new Change.RemoveValues(A, Set.of("192.0.2.1")));
        assertThat(Change.pointTo(REVERSE, VM, HOUR))
                .isEqualTo(
                        new Change.ReplaceSet(new RRsetKey(REVERSE, RecordType.PTR), HOUR, Set.of("VM1.example.com.")));
        assertThat(Change.removePointers(REVERSE, Set.of(VM, DnsName.parse("mail.example.com")))
                        .values())
                .containsExactly("mail.example.com", "vm1.example.com");
    }

    @Test
    void values_notOfTheType_areRefused() {
        assertThatThrownBy(() -> new Change.RemoveValues(A, Set.of("2001:db8::1")))
                .hasMessage("A value: 2001:db8::1 (expected: an IPv4 address)");
        assertThatThrownBy(() -> new Change.RemoveValues(A, Set.of()))
                .hasMessage("A values: [] (expected: at least one value)");
        assertThatThrownBy(() -> Change.ensureAddress(VM, IpAddress.parse("224.0.0.1"), HOUR))
                .hasMessage("A value: 224.0.0.1 (expected: an address one host can have)");
        assertThatThrownBy(() -> Change.pointTo(REVERSE, DnsName.parse("*.example.com"), HOUR))
                .hasMessageStartingWith("host name: *.example.com");
        assertThatThrownBy(() -> new Change.EnsureValues(new RRsetKey(VM, RecordType.TXT), HOUR, Set.of("")))
                .hasMessage("TXT value: \"\" (expected: some text)");
    }
}
