package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one world file. The lock is a file of its own beside it, since the world's is replaced with every change; it is
 * never removed, which could give two owners, and the operating system lets go of it when its process ends, however it ends.
 */
final class WorldOwner implements AutoCloseable {

    private final FileChannel channel;

    private WorldOwner(FileChannel channel) {
        this.channel = channel;
    }

    static WorldOwner of(Path world) {
        Path file = world.resolveSibling(world.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new IllegalStateException(
                        "world file: " + world + " (expected: kept by one simulator, and another keeps it)");
            }
            return new WorldOwner(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("world file: " + world + " (expected: in a directory to write to)", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // a simulator of this very process has it
        }
    }

    /** Refuses to write what a simulator keeps. */
    static void checkFree(Path world) {
        if (Files.exists(world.resolveSibling(world.getFileName() + ".lock"))) {
            of(world).close();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("world file's lock: not closed (expected: closed)", e);
        }
    }
}
