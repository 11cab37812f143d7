package dev.vmlifecycle.examples.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes configurations for the quickstart. */
public final class WalkConfig {
    private WalkConfig() {}

    /** The order of the built-in walk, with a connection, and with these lines in the place of their keys. */
    public static Path write(Path dir, String host, String fingerprint, String... lines) throws IOException {
        List<String> keys =
                Arrays.stream(lines).map(line -> line.replaceAll("\\s*=.*", "")).toList();
        Path demo = Path.of("src/main/resources/dev/vmlifecycle/examples/quickstart/demo.properties");
        Stream<String> order = Files.readAllLines(demo).stream()
                .filter(line -> keys.stream().noneMatch(key -> line.matches(Pattern.quote(key) + "\\s*=.*")));
        Stream<String> connection = Stream.of(
                "hosts = " + host,
                "tls.fingerprint = " + fingerprint,
                "token = quickstart@pve!demo",
                "token.secret.env = SIM_SECRET");
        return Files.write(
                dir.resolve("q.properties"),
                Stream.of(order, connection, Arrays.stream(lines))
                        .flatMap(part -> part)
                        .toList());
    }
}
