package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.plugin.ProviderCatalog.Found;
import dev.vmlifecycle.dns.plugin.ProviderCatalog.Plugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/** Finds plugins, and lets none of their faults out. */
final class PluginLoader {

    // ServiceLoader goes on after an error, but a loader that cannot list its files at all fails for ever
    private static final int MOST_FAULTS_IN_A_ROW = 100;

    private PluginLoader() {}

    static Found visibleTo(ClassLoader loader) {
        return find(loader, "class path", false);
    }

    /** The class loader stays open for the life of the host: its classes are loaded as they are needed. */
    static Found inJar(Path jar, ClassLoader parent) {
        try (JarFile whole = new JarFile(jar.toFile())) {
            if (whole.getEntry("META-INF/services/" + DnsProviderFactory.class.getName()) == null) {
                return fault(jar.toString(), "no service file (expected: one that names the factory)");
            }
        } catch (IOException e) {
            // a class loader would take a damaged jar for an empty one
            return fault(jar.toString(), "cannot be read as a jar: " + oneLine(e));
        }
        try {
            URLClassLoader own = new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent);
            Found found = find(own, jar.toString(), true);
            return found.plugins().isEmpty() && found.faults().isEmpty()
                    ? fault(jar.toString(), "its service file names no class of its own (expected: the factory)")
                    : found;
        } catch (MalformedURLException e) {
            return fault(jar.toString(), "cannot be named: " + oneLine(e));
        }
    }

    private static Found find(ClassLoader loader, String source, boolean ownOnly) {
        List<Plugin> plugins = new ArrayList<>();
        List<PluginFault> faults = new ArrayList<>();
        Iterator<DnsProviderFactory> factories =
                ServiceLoader.load(DnsProviderFactory.class, loader).iterator();
        int inARow = 0;
        while (inARow < MOST_FAULTS_IN_A_ROW) {
            try {
                if (!factories.hasNext()) {
                    break;
                }
                DnsProviderFactory factory = factories.next();
                if (!ownOnly || factory.getClass().getClassLoader() == loader) {
                    Found one = inspect(factory);
                    plugins.addAll(one.plugins());
                    faults.addAll(one.faults());
                }
                inARow = 0;
            } catch (Throwable e) {
                faults.add(new PluginFault(source, oneLine(e)));
                inARow++;
            }
        }
        return new Found(plugins, faults);
    }

    static Found inspect(DnsProviderFactory factory) {
        String source = factory.getClass().getName();
        try {
            int version = factory.spiVersion();
            if (version != DnsProviderFactory.SPI_VERSION) {
                return fault(
                        source, "made for version " + version + " (expected: " + DnsProviderFactory.SPI_VERSION + ")");
            }
            ConfigSchema schema = factory.schema();
            if (schema == null) {
                return fault(source, "no schema (expected: one, if without fields)");
            }
            return new Found(List.of(new Plugin(source, factory, schema)), List.of());
        } catch (Throwable e) {
            return fault(source, oneLine(e));
        }
    }

    private static Found fault(String source, String reason) {
        return new Found(List.of(), List.of(new PluginFault(source, reason)));
    }

    private static String oneLine(Throwable e) {
        Contained.name(e);
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return Redactor.of(List.of())
                .clean(e.getClass().getSimpleName() + ": " + e.getMessage()
                        + (cause == e ? "" : ": " + cause.getClass().getSimpleName()));
    }
}
