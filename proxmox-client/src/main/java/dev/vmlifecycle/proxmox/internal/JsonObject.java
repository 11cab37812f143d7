package dev.vmlifecycle.proxmox.internal;

import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object in a part of an array, since an answer may hold thousands of objects. A value is a String, Long,
 * JsonDecimal, Boolean, JsonObject, List of values, or null.
 */
final class JsonObject {

    static final JsonObject EMPTY = new JsonObject(new Object[0], 0, 0);

    // name, value, name, value, …
    private final @Nullable Object[] members;
    private final int from;
    private final int to;

    JsonObject(@Nullable Object[] members, int from, int to) {
        this.members = members;
        this.from = from;
        this.to = to;
    }

    /** The value of a member, the last one when there are several; null when there is none. */
    @Nullable
    Object get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : members[at + 1];
    }

    /** Whether it is there, be it null. */
    boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** In order of arrival. */
    String name(int index) {
        return String.valueOf(members[from + 2 * index]);
    }

    @Nullable
    Object value(int index) {
        return members[from + 2 * index + 1];
    }

    int size() {
        return (to - from) / 2;
    }

    // names are interned by the parser as literals are by the compiler, so most look-ups end in the first loop
    @SuppressWarnings("ReferenceEquality")
    private int indexOf(String name) {
        for (int i = to - 2; i >= from; i -= 2) {
            if (members[i] == name) {
                return i;
            }
        }
        for (int i = to - 2; i >= from; i -= 2) {
            if (name.equals(members[i])) {
                return i;
            }
        }
        return -1;
    }
}
