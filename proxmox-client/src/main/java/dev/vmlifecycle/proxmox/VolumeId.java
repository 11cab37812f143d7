package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;

/**
 * Name of a volume, {@code storage:rest}. Only the storage is read out of it; the rest is opaque, since each storage
 * type has its own grammar (a linked clone has the name of its base in it).
 *
 * @param value the whole text
 */
public record VolumeId(String value) {

    /**
     * Checks that there is a storage before the first colon and something after it.
     *
     * @param value the whole text
     * @throws IllegalArgumentException when there is not
     */
    public VolumeId {
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1 || value.indexOf(',') >= 0) {
            throw new IllegalArgumentException("volume: " + Shown.of(value) + " (expected: storage:name)");
        }
        StorageId.of(value.substring(0, colon));
    }

    /**
     * {@return the volume id with this text}
     *
     * @param value {@code storage:name}
     */
    public static VolumeId of(String value) {
        return new VolumeId(value);
    }

    /** {@return the storage the volume lies on} */
    public StorageId storage() {
        return StorageId.of(value.substring(0, value.indexOf(':')));
    }

    @Override
    public String toString() {
        return value;
    }
}
