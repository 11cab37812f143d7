package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;
import java.nio.file.Path;
import java.util.List;

/** The reference provider as a plugin, for trying out a host's configuration. */
public final class InMemoryDnsFactory implements DnsProviderFactory {

    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            "memory",
            ConfigField.required("zones", "Zones", ConfigKind.TEXT).withHint("Names, separated by spaces."),
            ConfigField.optional("file", "File", ConfigKind.TEXT).withHint("Keeps the records over a restart."));

    /** A factory. */
    public InMemoryDnsFactory() {}

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
        InMemoryDns.Builder dns = InMemoryDns.builder().clock(context.clock());
        try {
            for (String zone : config.text("zones").split("\\s+", -1)) {
                dns.zone(DnsName.parse(zone));
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    SCHEMA.type(), List.of(new ConfigFault("zones", ConfigFault.Problem.INVALID, "names of zones")));
        }
        config.find("file").map(Path::of).ifPresent(dns::file);
        return dns.build();
    }
}
