package dev.vmlifecycle.proxmox.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file an upload carries. It is read while it is sent, once for each sending.
 *
 * @param filename its name on the storage
 * @param source where it is read from
 * @param length its size in bytes, announced before the first one is sent
 */
public record FilePart(String filename, Path source, long length) {

    /**
     * {@return a file as long as it is now}
     *
     * @param filename its name on the storage
     * @param source a regular file
     * @throws UncheckedIOException when it can not be read
     */
    public static FilePart of(String filename, Path source) {
        try {
            return new FilePart(filename, source, Files.size(source));
        } catch (IOException e) {
            throw new UncheckedIOException("file: " + source + " (expected: a readable file)", e);
        }
    }

    /**
     * {@return its bytes}
     *
     * @throws IOException when it can not be opened
     */
    public InputStream open() throws IOException {
        return Files.newInputStream(source);
    }
}
