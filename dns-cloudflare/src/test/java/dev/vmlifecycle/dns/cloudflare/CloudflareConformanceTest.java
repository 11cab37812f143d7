package dev.vmlifecycle.dns.cloudflare;

import dev.vmlifecycle.dns.testkit.DnsProviderContract;
import dev.vmlifecycle.dns.testkit.ProviderFixture;

/** The suite against the fake. */
class CloudflareConformanceTest extends DnsProviderContract {
    @Override
    protected ProviderFixture fixture() {
        return new CloudflareFixture();
    }
}
