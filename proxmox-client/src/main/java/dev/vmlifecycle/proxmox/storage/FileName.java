package dev.vmlifecycle.proxmox.storage;

/** Checks names of files: what the server would rewrite is refused, so that the volume is named as asked. */
final class FileName {

    private static final int LONGEST = 255;

    private FileName() {}

    static String check(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*") || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "filename: '" + name + "' (expected: letters, digits, . _ -, up to " + LONGEST + ")");
        }
        return name;
    }
}
