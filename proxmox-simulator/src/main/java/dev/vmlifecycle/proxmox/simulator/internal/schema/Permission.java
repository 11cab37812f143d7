package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.List;
import java.util.Map;

/**
 * Who may make a call, as the schema declares it.
 *
 * @param kind the kind of rule
 * @param path the object's path with placeholders, for {@link Kind#CHECK}
 * @param privileges what is needed on it, for {@link Kind#CHECK}
 * @param any whether one privilege suffices
 */
public record Permission(Kind kind, String path, List<String> privileges, boolean any) {

    /** Kinds of rules. */
    public enum Kind {
        /** Everybody, without a login. */
        WORLD,
        /** Everybody who is logged in. */
        ALL,
        /** Privileges on a path. */
        CHECK,
        /** A rule the schema only describes in prose; the call's own code decides. */
        CODE
    }

    /**
     * Copies the privileges.
     *
     * @param kind see above
     * @param path see above
     * @param privileges see above
     * @param any see above
     */
    public Permission {
        privileges = List.copyOf(privileges);
    }

    static Permission parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Permission(Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT)), "", List.of(), false);
        }
        String list = text.substring(colon + 1);
        boolean any = list.contains("|");
        return new Permission(Kind.CHECK, text.substring(0, colon), List.of(list.split("[|,]", -1)), any);
    }

    /**
     * {@return the path with its placeholders filled}
     *
     * @param values by placeholder; an absent one leaves the path empty, as in the recorded refusals
     */
    public String pathOf(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        for (String segment : path.split("(?=/)", -1)) {
            if (segment.startsWith("/{")) {
                out.append('/').append(values.getOrDefault(segment.substring(2, segment.length() - 1), ""));
            } else {
                out.append(segment);
            }
        }
        return out.toString();
    }
}
