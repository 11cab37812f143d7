package dev.vmlifecycle.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of traps names tests; all of them are there, as sources of this repository. */
class EngineTrapsTest {
    private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("docs/engine-traps.md"))) {
            at = Objects.requireNonNull(at.getParent(), "docs/engine-traps.md: not found above the working directory");
        }
        return at;
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(root().resolve("docs/engine-traps.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
    }

    private static Map<String, Path> testClasses() throws IOException {
        try (Stream<Path> modules = Files.list(root())) {
            return modules.flatMap(module ->
                            Stream.of("src/test/java", "src/main/java").map(module::resolve))
                    .filter(Files::isDirectory)
                    .flatMap(EngineTrapsTest::files)
                    .filter(file -> file.toString().matches(".*(Test|Contract)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTrap_hasItsRow_withAProofOrAReason() throws IOException {
        assertThat(rows())
                .extracting(row -> Integer.parseInt(row.split("\\|", -1)[1].strip()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(rows())
                .allSatisfy(row -> assertThat(PROOF.matcher(row).find() || row.contains("cannot happen:"))
                        .as(row)
                        .isTrue());
    }

    @Test
    void everyNamedTest_isThere() throws IOException {
        Map<String, Path> classes = testClasses();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String row : rows()) {
            Matcher proofs = PROOF.matcher(row);
            while (proofs.find()) {
                named++;
                Path file = classes.get(proofs.group(1));
                if (file == null || !Files.readString(file).contains("void " + proofs.group(2) + "(")) {
                    missing.add(proofs.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(18);
    }
}
