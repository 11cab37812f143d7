/**
 * How a provider is described, configured and found: factories, their configuration, and the loader of plugin jars.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.plugin.DnsProviderFactory}, which a plugin implements, and at
 * {@link dev.vmlifecycle.dns.plugin.ProviderCatalog}, with which a host finds and opens providers.
 */
@NullMarked
package dev.vmlifecycle.dns.plugin;

import org.jspecify.annotations.NullMarked;
