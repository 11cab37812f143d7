package dev.vmlifecycle.proxmox.storage;

/** How a file is packed. */
public enum Compression {
    /** gzip. */
    GZIP("gz"),
    /** LZO. */
    LZO("lzo"),
    /** Zstandard. */
    ZSTD("zst"),
    /** bzip2. */
    BZIP2("bz2");

    private final String wire;

    Compression(String wire) {
        this.wire = wire;
    }

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return wire;
    }
}
