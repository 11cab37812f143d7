package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.testkit.DnsProviderContract;
import dev.vmlifecycle.dns.testkit.ProviderFixture;

class Fake46ConformanceTest extends DnsProviderContract {
    @Override
    protected ProviderFixture fixture() {
        return new FakeFixture(FakePowerDns.Version.V4_6);
    }
}
