package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Arrays;

/** How an archive is compressed. */
public enum Compression {
    /** Not at all. */
    NONE("0"),
    /** Fast. */
    LZO("lzo"),
    /** Slow. */
    GZIP("gzip"),
    /** Fast and small. */
    ZSTD("zstd");

    private final String wire;

    Compression(String wire) {
        this.wire = wire;
    }

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return wire;
    }

    /**
     * {@return the compression with this name}
     *
     * @param text the name on the wire; {@code 1} is the old name of lzo
     * @throws IllegalArgumentException when there is none
     */
    public static Compression parse(String text) {
        String name = text.equals("1") ? "lzo" : text;
        return Arrays.stream(values())
                .filter(compression -> compression.wire.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "compression: " + Shown.of(text) + " (expected: 0, lzo, gzip or zstd)"));
    }
}
