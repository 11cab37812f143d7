package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.testkit.DnsProviderContract;
import dev.vmlifecycle.dns.testkit.ProviderFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The suite against a real server, seen by DNS queries. */
class PowerDnsConformanceTest extends DnsProviderContract {

    private @Nullable RealFixture real;

    @Override
    protected ProviderFixture fixture() {
        real = new RealFixture(RealServer.orSkip());
        return real;
    }

    @AfterAll
    void showServerErrors() {
        if (real != null) {
            System.out.println("COUNT powerdns-5xx-behind-the-provider " + real.wire.serverErrors.get());
        }
    }
}
