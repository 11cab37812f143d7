package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;

/** A plugin that a test puts into a jar. */
public final class IsolatedFactory implements DnsProviderFactory {

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public ConfigSchema schema() {
        return ConfigSchema.of("isolated");
    }

    @Override
    public DnsProvider open(ProviderConfig config, ProviderContext context) {
        return InMemoryDns.create();
    }
}
