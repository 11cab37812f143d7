package dev.vmlifecycle.proxmox.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recorded data, which are not part of the repository; tests report themselves skipped without them. */
public final class Recordings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    public static List<RecordedExchange> exchanges() {
        return read(directory().resolve("exchanges-8.4.1.jsonl"));
    }

    public static List<RecordedExchange> golden(String name) {
        return read(directory().resolve("golden").resolve(name + ".jsonl"));
    }

    public static List<RecordedExchange> all() {
        List<RecordedExchange> all = new ArrayList<>(exchanges());
        goldenNames().forEach(name -> all.addAll(golden(name)));
        return all;
    }

    /** Names of the recorded pipelines. */
    public static List<String> goldenNames() {
        try (Stream<Path> files = Files.list(directory().resolve("golden"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where schemas and recordings are. */
    public static Path directory() {
        String set = System.getenv("VMLIFECYCLE_DATA");
        Path data = set == null ? Path.of("..", "..", "shared", "data") : Path.of(set);
        Path pve = data.resolve("pve");
        assumeTrue(Files.isDirectory(pve), "no recorded data; set VMLIFECYCLE_DATA to run this test");
        return pve;
    }

    private static List<RecordedExchange> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            List<RecordedExchange> exchanges = new ArrayList<>();
            String name = String.valueOf(file.getFileName());
            for (String line : lines.toList()) {
                exchanges.add(new RecordedExchange(name, JSON.readTree(line)));
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
