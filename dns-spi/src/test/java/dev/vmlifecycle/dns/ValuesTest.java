package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final DnsName NAME = DnsName.parse("vm1.example.com");

    @ParameterizedTest
    @ValueSource(longs = {0, -5, Integer.MIN_VALUE, 2_147_483_648L, 4_294_967_291L, Long.MAX_VALUE})
    void ttl_outsideTheRange_isRefused_neverWrapped(long seconds) {
        assertThatThrownBy(() -> Ttl.ofSeconds(seconds))
                .hasMessage("ttl: " + seconds + " (expected: 1..2147483647 seconds)");
    }

    @ParameterizedTest
    @CsvSource({"-5, 1", "0, 1", "1, 1", "300, 300", "2147483647, 2147483647", "4294967291, 2147483647"})
    void ttl_nearest_bringsWhatServersSayIntoTheRange(long reported, int seconds) {
        assertThat(Ttl.nearest(reported).seconds()).isEqualTo(seconds);
    }

    @Test
    void ttl_within_keepsToTheLimits() {
        Ttl shortest = Ttl.ofSeconds(60);
        Ttl longest = Ttl.ofSeconds(86_400);

        assertThat(Ttl.DEFAULT.within(shortest, longest)).isEqualTo(Ttl.DEFAULT);
        assertThat(Ttl.ofSeconds(1).within(shortest, longest)).isEqualTo(shortest);
        assertThat(Ttl.ofSeconds(100_000).within(shortest, longest)).isEqualTo(longest);
        assertThat(Ttl.DEFAULT.toDuration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(shortest).isLessThan(longest);
    }

    @Test
    void recordType_lowerCase_isTheSameType() {
        assertThat(new RecordType("aaaa")).isEqualTo(RecordType.AAAA).hasToString("AAAA");
        assertThat(new RecordType("TYPE65280").text()).isEqualTo("TYPE65280");
        assertThatThrownBy(() -> new RecordType("A A")).hasMessageStartingWith("record type: A A (expected");
    }

    @Test
    void rrset_values_areCanonicalAndWithoutOrder() {
        RRset set = new RRset(NAME, RecordType.AAAA, Ttl.DEFAULT, Set.of("2001:DB8:0::2", "2001:db8::1"));

        assertThat(set.values()).containsExactly("2001:db8::1", "2001:db8::2");
        assertThat(set).isEqualTo(new RRset(NAME, RecordType.AAAA, Ttl.DEFAULT, Set.of("2001:db8::2", "2001:db8::1")));
        assertThat(set).hasToString("vm1.example.com AAAA 300 [2001:db8::1, 2001:db8::2]");
    }

    @Test
    void rrset_malformedForeignValue_isKeptAsItIs() {
        assertThat(new RRset(NAME, RecordType.PTR, Ttl.DEFAULT, Set.of("odd name.", "VM1.example.com.")).values())
                .containsExactly("odd name.", "vm1.example.com");
    }

    @Test
    void rrset_noValue_isRefused() {
        assertThatThrownBy(() -> new RRset(NAME, RecordType.A, Ttl.DEFAULT, Set.of()))
                .hasMessage("A values: [] (expected: at least one value)");
    }

    @Test
    void error_ofKind_isRetryableAsTheKindSays() {
        assertThat(DnsError.of(DnsError.Kind.TRANSIENT, "no answer").retryable())
                .isTrue();
        assertThat(DnsError.of(DnsError.Kind.AUTH, "key refused").retryable()).isFalse();
        assertThat(DnsError.rateLimited(Duration.ofSeconds(3), "slow down").retryAfter())
                .contains(Duration.ofSeconds(3));
        assertThatThrownBy(() -> DnsError.rateLimited(Duration.ofSeconds(-3), "slow down"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new DnsException(DnsError.of(DnsError.Kind.AUTH, "key refused")))
                .hasMessage("AUTH: key refused");
    }

    @Test
    void result_errorAndOutcome_mustAgree() {
        Change change = new Change.DeleteSet(new RRsetKey(NAME, RecordType.A));
        DnsError error = DnsError.of(DnsError.Kind.UNKNOWN, "odd");

        assertThat(ChangeResult.applied(change).isOk()).isTrue();
        assertThat(ChangeResult.noop(change).isOk()).isTrue();
        assertThat(ChangeResult.failed(change, error).isOk()).isFalse();
        assertThat(ChangeResult.skipped(change, error).error()).contains(error);
        assertThatThrownBy(() -> new ChangeResult(change, ChangeResult.Outcome.FAILED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeResult(change, ChangeResult.Outcome.NOOP, Optional.of(error)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
