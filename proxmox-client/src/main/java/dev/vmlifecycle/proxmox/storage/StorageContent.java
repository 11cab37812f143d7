package dev.vmlifecycle.proxmox.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a storage may hold. */
public enum StorageContent {
    /** Disks of VMs. */
    IMAGES,
    /** Volumes of containers. */
    ROOTDIR,
    /** Backups. */
    BACKUP,
    /** Images of CDs. */
    ISO,
    /** Templates of containers. */
    VZTMPL,
    /** Cloud-init snippets and hook scripts. */
    SNIPPETS,
    /** Disk images to import. */
    IMPORT;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the content with this name, absent when this version knows none}
     *
     * @param text the name on the wire
     */
    public static Optional<StorageContent> find(String text) {
        return Arrays.stream(values())
                .filter(content -> content.toString().equals(text))
                .findFirst();
    }
}
