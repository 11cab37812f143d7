package dev.vmlifecycle.dns.cloudflare;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.plugin.ConfigException;
import dev.vmlifecycle.dns.plugin.ConfigFault;
import dev.vmlifecycle.dns.plugin.ConfigField;
import dev.vmlifecycle.dns.plugin.ConfigKind;
import dev.vmlifecycle.dns.plugin.ConfigSchema;
import dev.vmlifecycle.dns.plugin.DnsProviderFactory;
import dev.vmlifecycle.dns.plugin.ProviderConfig;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.List;

/** Cloudflare as a plugin. */
public final class CloudflareDnsFactory implements DnsProviderFactory {

    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            CloudflareDns.TYPE,
            ConfigField.required("token", "API token", ConfigKind.SECRET)
                    .withHint("With the permissions Zone:DNS:Edit and Zone:Zone:Read."),
            ConfigField.optional("account", "Name of the account", ConfigKind.TEXT)
                    .withFallback(CloudflareDns.TYPE)
                    .withHint("Your own name for it; give each token its own."),
            ConfigField.optional("comment", "Comment on new records", ConfigKind.TEXT)
                    .withHint("At most 100 characters."));

    /** A factory. */
    public CloudflareDnsFactory() {}

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
        if (!config.find("comment")
                .filter(text -> !CloudflareDns.isComment(text))
                .isEmpty()) {
            throw new ConfigException(
                    CloudflareDns.TYPE,
                    List.of(new ConfigFault("comment", ConfigFault.Problem.INVALID, "at most 100 characters")));
        }
        return CloudflareDns.create(config.secret("token"), config.text("account"), config.find("comment"), context);
    }
}
