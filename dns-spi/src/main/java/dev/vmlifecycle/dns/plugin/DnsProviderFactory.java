package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.DnsProvider;

/**
 * A kind of provider: what a plugin jar registers, in a file
 * {@code META-INF/services/dev.vmlifecycle.dns.plugin.DnsProviderFactory}. Has a public constructor without parameters.
 * Thread-safe.
 */
public interface DnsProviderFactory {

    /** The version of this interface and of {@link DnsProvider}; rises when a plugin has to be changed to go on working. */
    int SPI_VERSION = 1;

    /**
     * The version the plugin was compiled against. Every implementation has this one line, since the compiler copies the
     * number into the plugin:
     *
     * <pre>{@code return SPI_VERSION;}</pre>
     *
     * @return the constant
     */
    int spiVersion();

    /**
     * The settings of a connection; their type is the kind of service.
     *
     * @return the schema, always the same
     */
    ConfigSchema schema();

    /**
     * Opens a connection. Makes no call to the server: whether it answers is for {@link DnsProvider#probe} to tell.
     *
     * @param config a configuration that the schema found nothing wrong with
     * @param context what the host lends
     * @return the connection, for the caller to close
     * @throws ConfigException when settings contradict each other in a way the schema cannot see
     */
    DnsProvider open(ProviderConfig config, ProviderContext context);
}
