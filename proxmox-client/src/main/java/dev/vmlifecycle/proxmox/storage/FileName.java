package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.EnumSet;
import java.util.Set;

/**
 * Checks what files may be put onto a storage, and their names: what the server would rewrite is refused, so that the
 * volume is named as asked.
 */
final class FileName {

    private static final int LONGEST = 255;

    private static final Set<StorageContent> FILES =
            EnumSet.of(StorageContent.ISO, StorageContent.VZTMPL, StorageContent.IMPORT);

    private FileName() {}

    static void check(StorageContent content, String name) {
        if (!FILES.contains(content)) {
            throw new IllegalArgumentException("content: " + content + " (expected: iso, vztmpl, import)");
        }
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "filename: " + Shown.of(name) + " (expected: letters, digits, . _ -, up to " + LONGEST + ")");
        }
    }
}
