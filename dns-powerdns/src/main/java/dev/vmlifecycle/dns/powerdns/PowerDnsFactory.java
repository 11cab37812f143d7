package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.plugin.ConfigField;
import dev.vmlifecycle.dns.plugin.ConfigKind;
import dev.vmlifecycle.dns.plugin.ConfigSchema;
import dev.vmlifecycle.dns.plugin.DnsProviderFactory;
import dev.vmlifecycle.dns.plugin.ProviderConfig;
import dev.vmlifecycle.dns.plugin.ProviderContext;

/** PowerDNS as a plugin. */
public final class PowerDnsFactory implements DnsProviderFactory {

    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            PowerDns.TYPE,
            ConfigField.required("url", "Address of the API", ConfigKind.URL)
                    .withHint("The server's web server, such as http://ns1.example.net:8081; without /api."),
            ConfigField.required("api-key", "API key", ConfigKind.SECRET).withHint("The setting api-key of pdns.conf."),
            ConfigField.optional("server", "Server id", ConfigKind.TEXT).withFallback("localhost"));

    /** A factory. */
    public PowerDnsFactory() {}

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public ConfigSchema schema() {
        return SCHEMA;
    }

    @Override
    public DnsProvider open(ProviderConfig config, ProviderContext context) {
        return PowerDns.create(config.url("url"), config.secret("api-key"), config.text("server"), context);
    }
}
