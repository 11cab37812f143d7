package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of the table with the major versions it is good for. */
record Versioned(String word, int since, int before) {

    private static final Pattern BOUNDS = Pattern.compile("(>=(\\d+))?(<(\\d+))?$");

    static Versioned parse(String text) {
        Matcher matcher = BOUNDS.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("word: " + text + " (expected: always matched)");
        }
        int since = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int before = matcher.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(4));
        return new Versioned(text.substring(0, matcher.start()), since, before);
    }

    boolean in(int major) {
        return since <= major && major < before;
    }
}
