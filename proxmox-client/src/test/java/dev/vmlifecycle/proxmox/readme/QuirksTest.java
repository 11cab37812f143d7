package dev.vmlifecycle.proxmox.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class, member and test the list of quirks names is there. */
class QuirksTest {

    // `Type`, `Type.member`, and `.member` of the type named before
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)?(?:\\.(\\w+))?(?:\\([^`)]*\\))?`");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w+)");
    private static final int ROWS = 62;

    @Test
    void everyName_isInTheSources() throws IOException {
        Map<String, String> sources = sources();
        List<String> unknown = new ArrayList<>();
        String type = "";
        Matcher name = NAME.matcher(Files.readString(Path.of("QUIRKS.md")));
        while (name.find()) {
            type = name.group(1) == null ? type : name.group(1);
            String source = sources.getOrDefault(type, "");
            boolean isKnown =
                    name.group(2) == null ? !source.isEmpty() : source.matches("(?s).*\\b" + name.group(2) + "\\b.*");
            if (!isKnown) {
                unknown.add(name.group());
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyQuirk_hasItsRow() throws IOException {
        List<Integer> rows = Files.readAllLines(Path.of("QUIRKS.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> Integer.parseInt(line.split("\\|", -1)[1].strip()))
                .toList();

        assertThat(rows).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String text = read(file);
                Matcher type = TYPE.matcher(text);
                while (type.find()) {
                    sources.merge(type.group(1), text, String::concat);
                }
            });
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
