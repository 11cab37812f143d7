package org.example.hestia;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.plugin.ConfigField;
import dev.vmlifecycle.dns.plugin.ConfigKind;
import dev.vmlifecycle.dns.plugin.ConfigSchema;
import dev.vmlifecycle.dns.plugin.DnsProviderFactory;
import dev.vmlifecycle.dns.plugin.ProviderConfig;
import dev.vmlifecycle.dns.plugin.ProviderContext;

/** HestiaCP as a plugin. */
public final class HestiaFactory implements DnsProviderFactory {

    /** A factory. */
    public HestiaFactory() {}

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public ConfigSchema schema() {
        return ConfigSchema.of(
                "hestia",
                ConfigField.required("url", "Address of the panel", ConfigKind.URL),
                ConfigField.required("user", "Owner of the domains", ConfigKind.TEXT),
                ConfigField.required("access-key", "Access key", ConfigKind.SECRET),
                ConfigField.required("secret-key", "Secret key", ConfigKind.SECRET));
    }

    @Override
    public DnsProvider open(ProviderConfig config, ProviderContext context) {
        return new HestiaDns(config, context);
    }
}
