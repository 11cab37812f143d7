package org.example.hestia;

import dev.vmlifecycle.dns.testkit.DnsProviderContract;
import dev.vmlifecycle.dns.testkit.ProviderFixture;

class HestiaConformanceTest extends DnsProviderContract {
    @Override
    protected ProviderFixture fixture() {
        return new HestiaFixture();
    }
}
