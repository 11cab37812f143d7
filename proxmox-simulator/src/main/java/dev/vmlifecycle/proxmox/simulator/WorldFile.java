package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The world as one JSON file; a reader never sees half of it. It says what it is and in which version, so that another program's file
 * and one of a later simulator are refused by name instead of being read as an empty world.
 */
final class WorldFile {

    private static final String FORMAT = "proxmox-simulator world";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    private WorldFile() {}

    private record Envelope(String format, int version, State state) {}

    static void write(State state, Path file) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(temporary, JSON.writeValueAsBytes(new Envelope(FORMAT, VERSION, state)));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("world file: " + file + " (expected: writable)", e);
        }
    }

    /** Reads a world that fits a cluster. */
    static World read(Path file, Cluster cluster) {
        World world;
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            checkEnvelope(file, root);
            world = new World(cluster, JSON.treeToValue(root.path("state"), State.class));
        } catch (IOException e) {
            throw refused(file, "a saved world", e);
        } catch (NullPointerException e) {
            // Something that is always written was not there.
            throw refused(file, "a saved world", new IOException(e));
        }
        checkPlaces(file, world);
        return world;
    }

    private static void checkEnvelope(Path file, @Nullable JsonNode root) throws IOException {
        if (root == null
                || !root.path("format").asText().equals(FORMAT)
                || !root.path("version").isInt()) {
            throw new IOException("not of this format");
        }
        int version = root.path("version").intValue();
        if (version != VERSION) {
            throw refused(file, "version " + VERSION + " of the format, not " + version, null);
        }
        if (!root.path("state").isObject() || root.path("state").path("nowMs").isMissingNode()) {
            throw new IOException("no world in it");
        }
    }

    /** What the file tells of must have its place among the builder's nodes and storages. */
    private static void checkPlaces(Path file, World world) {
        Set<String> nodes = world.cluster.nodes().keySet();
        for (Map.Entry<Integer, Vm> vm : world.state.vms.entrySet()) {
            if (vm.getValue().vmid != vm.getKey() || !nodes.contains(vm.getValue().node)) {
                throw refused(file, "VM " + vm.getKey() + " on one of the nodes " + nodes, null);
            }
        }
        Set<String> storages = world.cluster.storages().keySet();
        for (Volume volume : world.state.volumes) {
            if (!storages.contains(volume.storage)) {
                throw refused(file, "volume " + volume.volid() + " on one of the storages " + storages, null);
            }
        }
    }

    private static UncheckedIOException refused(Path file, String expected, @Nullable IOException cause) {
        String text = "world file: " + file + " (expected: " + expected + ")";
        return new UncheckedIOException(text, cause == null ? new IOException(text) : cause);
    }
}
