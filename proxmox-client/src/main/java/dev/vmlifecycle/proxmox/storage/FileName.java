package dev.vmlifecycle.proxmox.storage;

import java.util.EnumSet;
import java.util.Set;

/** Checks what is brought onto a storage: a name the server would rewrite is refused, so that the volume is named as asked. */
final class FileName {

    private static final int LONGEST = 255;

    private static final Set<StorageContent> BRINGABLE =
            EnumSet.of(StorageContent.ISO, StorageContent.VZTMPL, StorageContent.IMPORT);

    private FileName() {}

    static void check(StorageContent content, String name) {
        if (!BRINGABLE.contains(content)) {
            throw new IllegalArgumentException("content: " + content + " (expected: one of " + BRINGABLE + ")");
        }
        check(name);
    }

    private static void check(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "filename: '" + name + "' (expected: letters, digits, . _ -, up to " + LONGEST + ")");
        }
    }
}
