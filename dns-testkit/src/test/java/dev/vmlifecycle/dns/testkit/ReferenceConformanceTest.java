package dev.vmlifecycle.dns.testkit;

class ReferenceConformanceTest extends DnsProviderContract {
    @Override
    protected ProviderFixture fixture() {
        return new ReferenceFixture();
    }
}
