package dev.vmlifecycle.dns.cloudflare;

import dev.vmlifecycle.dns.testkit.DnsProviderContract;
import dev.vmlifecycle.dns.testkit.ProviderFixture;

/** The suite against the fake when its batch endpoint refuses: record by record, and so within the rate in one run. */
class WithoutBatchesConformanceTest extends DnsProviderContract {
    @Override
    protected ProviderFixture fixture() {
        CloudflareFixture fixture = new CloudflareFixture();
        fixture.service.hasBatches = false;
        return fixture;
    }
}
