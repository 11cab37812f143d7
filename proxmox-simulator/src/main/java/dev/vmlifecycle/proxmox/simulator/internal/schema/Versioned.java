package dev.vmlifecycle.proxmox.simulator.internal.schema;

/** A word of the table with the major versions it is good for. */
record Versioned(String word, int since, int before) {

    static Versioned parse(String text) {
        String word = text;
        int before = Integer.MAX_VALUE;
        int since = 0;
        int length = word.length();
        if (length > 1 && word.charAt(length - 2) == '<') {
            before = word.charAt(length - 1) - '0';
            word = word.substring(0, length - 2);
            length -= 2;
        }
        if (length > 2 && word.startsWith(">=", length - 3)) {
            since = word.charAt(length - 1) - '0';
            word = word.substring(0, length - 3);
        }
        return new Versioned(word, since, before);
    }

    boolean in(int major) {
        return since <= major && major < before;
    }
}
