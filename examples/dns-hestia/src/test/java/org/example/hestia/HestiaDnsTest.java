package org.example.hestia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HestiaDnsTest {

    @Test
    void manyWrites_restartTheNameServerOnce_andNoWritesNever() {
        HestiaFixture fixture = new HestiaFixture();
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 13; i++) {
            changes.add(Change.ensureAddress(
                    DnsName.parse("vm1.example.test"), IpAddress.parse("192.0.2." + i), Ttl.DEFAULT));
        }
        CallLimits limits = CallLimits.until(Instant.now().plusSeconds(60));
        try (DnsProvider dns = fixture.open()) {
            assertThat(dns.apply(fixture.forwardZone(), changes, limits)).allMatch(ChangeResult::isOk);
            assertThat(fixture.panel.writes).hasValue(13);
            assertThat(fixture.panel.restarts).hasValue(1);

            assertThat(dns.apply(fixture.forwardZone(), changes, limits))
                    .extracting(ChangeResult::outcome)
                    .containsOnly(ChangeResult.Outcome.NOOP);
            assertThat(fixture.panel.restarts).hasValue(1);
        } finally {
            fixture.close();
        }
    }
}
