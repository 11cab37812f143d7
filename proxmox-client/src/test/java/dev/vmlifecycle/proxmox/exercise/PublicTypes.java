package dev.vmlifecycle.proxmox.exercise;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The public classes of the module, without what is internal. */
public final class PublicTypes {
    private PublicTypes() {}

    /** All of them, by name. */
    public static List<Class<?>> all() {
        try {
            Path root = Path.of(ProxmoxClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString().replace('/', '.'))
                        .filter(name -> name.endsWith(".class") && !name.contains(".internal."))
                        .filter(name -> !name.endsWith("package-info.class"))
                        .map(name -> load(name.substring(0, name.length() - ".class".length())))
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .sorted(java.util.Comparator.comparing(Class::getName))
                        .<Class<?>>map(type -> type)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
