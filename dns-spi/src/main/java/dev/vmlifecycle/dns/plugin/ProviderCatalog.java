package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.DnsProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kinds of providers a host has, and the plugins that are broken.
 *
 * <p>Nothing a plugin does, throws or lacks gets out of here but as a {@link PluginFault}, a {@link ConfigException} or a
 * failed change. Where two plugins offer one type, the first is used and the other reported. Immutable and thread-safe.
 */
public final class ProviderCatalog {

    private final Map<String, Plugin> plugins;
    private final List<PluginFault> faults;

    private ProviderCatalog(Collection<Found> all) {
        Map<String, Plugin> byType = new TreeMap<>();
        List<PluginFault> broken = new ArrayList<>();
        for (Found found : all) {
            broken.addAll(found.faults());
            for (Plugin plugin : found.plugins()) {
                Plugin first = byType.putIfAbsent(plugin.schema().type(), plugin);
                if (first != null) {
                    broken.add(new PluginFault(
                            plugin.source(),
                            "type " + plugin.schema().type() + " is taken by " + first.source()
                                    + " (expected: a type of its own)"));
                }
            }
        }
        plugins = byType;
        faults = List.copyOf(broken);
    }

    /**
     * {@return what a class loader sees, as {@link java.util.ServiceLoader} finds it}
     *
     * @param loader the class loader, such as the host's own
     */
    public static ProviderCatalog of(ClassLoader loader) {
        return new ProviderCatalog(List.of(PluginLoader.visibleTo(loader)));
    }

    /**
     * {@return these factories, as the host made them itself}
     *
     * @param factories the factories
     */
    public static ProviderCatalog of(List<DnsProviderFactory> factories) {
        return new ProviderCatalog(factories.stream().map(PluginLoader::inspect).toList());
    }

    /**
     * {@return what these jars hold, each with a class loader of its own, so that none sees another's classes}
     *
     * @param jars the jars; one that is missing, damaged or empty is reported
     * @param parent the class loader that has this library
     */
    public static ProviderCatalog ofJars(List<Path> jars, ClassLoader parent) {
        return new ProviderCatalog(
                jars.stream().map(jar -> PluginLoader.inJar(jar, parent)).toList());
    }

    /**
     * {@return both catalogs' kinds and faults; a type in both is this one's}
     *
     * @param other another catalog
     */
    public ProviderCatalog and(ProviderCatalog other) {
        return new ProviderCatalog(List.of(
                new Found(List.copyOf(plugins.values()), faults),
                new Found(List.copyOf(other.plugins.values()), other.faults)));
    }

    /**
     * {@return the settings of every kind, ordered by type}
     */
    public List<ConfigSchema> schemas() {
        return plugins.values().stream().map(Plugin::schema).toList();
    }

    /**
     * {@return the settings of one kind, empty when there is no such plugin}
     *
     * @param type the kind
     */
    public Optional<ConfigSchema> schema(String type) {
        return Optional.ofNullable(plugins.get(type)).map(Plugin::schema);
    }

    /**
     * {@return the plugins that cannot be used, and why}
     */
    public List<PluginFault> faults() {
        return faults;
    }

    /**
     * Opens a connection. What it throws against its contract becomes a failed change, and its messages are cleaned of the
     * configuration's secrets once more.
     *
     * @param type the kind
     * @param values the settings by key
     * @param context what the host lends
     * @return the connection, for the caller to close
     * @throws ConfigException when the settings are wrong, or the plugin failed to open; tells all of it
     * @throws IllegalArgumentException when there is no such kind
     */
    public DnsProvider open(String type, Map<String, String> values, ProviderContext context) {
        Plugin plugin = plugins.get(type);
        if (plugin == null) {
            throw new IllegalArgumentException(
                    "provider type: " + type + " (expected: one of " + plugins.keySet() + ")");
        }
        return GuardedProvider.open(plugin, plugin.schema().bind(values), context);
    }

    /** A plugin that answered what it is. */
    record Plugin(String source, DnsProviderFactory factory, ConfigSchema schema) {}

    /** What one source held. */
    record Found(List<Plugin> plugins, List<PluginFault> faults) {}
}
