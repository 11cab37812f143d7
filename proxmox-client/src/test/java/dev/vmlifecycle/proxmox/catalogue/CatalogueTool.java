package dev.vmlifecycle.proxmox.catalogue;

import dev.vmlifecycle.proxmox.exercise.Exerciser;
import dev.vmlifecycle.proxmox.exercise.Sent;
import dev.vmlifecycle.proxmox.internal.catalogue.ApiLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the catalogue out of the schemas. {@code mvn test -pl proxmox-client -Dtest=CatalogueFileTest
 * -Dgolden.update=true} rewrites the shipped file; the catalogue of the whole API is printed by
 *
 * <pre>
 * mvn -q -pl proxmox-client test-compile exec:java -Dexec.skip=false -Dexec.classpathScope=test
 *     -Dexec.mainClass=dev.vmlifecycle.proxmox.catalogue.CatalogueTool -Dexec.args=DIRECTORY
 * </pre>
 */
public final class CatalogueTool {

    /** In the module. */
    static final Path SHIPPED = Path.of("src/main/resources/dev/vmlifecycle/proxmox/internal/catalogue/endpoints.txt");

    private CatalogueTool() {}

    /**
     * Prints every endpoint.
     *
     * @param args the directory of the schemas
     */
    public static void main(String[] args) {
        Schemas schemas = Schemas.read(Path.of(args[0]));
        Collection<String> all = new TreeSet<>();
        schemas.lines().values().forEach(endpoints -> all.addAll(endpoints.keySet()));
        System.out.writeBytes(CatalogueText.of(schemas, all).getBytes(StandardCharsets.UTF_8));
    }

    /** What is shipped: the endpoints the client types, and all their parameters, since any may be set by its name. */
    static String shipped(Schemas schemas) {
        return CatalogueText.of(
                schemas,
                Exerciser.exercise(ApiLine.V9.toString()).sent().stream()
                        .map(Sent::endpoint)
                        .collect(Collectors.toSet()));
    }
}
