package dev.vmlifecycle.proxmox.internal;

import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object in one array, since an answer may hold thousands of objects. A value is a String, Long,
 * JsonDecimal, Boolean, JsonObject, List of values, or null.
 */
final class JsonObject {

    static final JsonObject EMPTY = new JsonObject(new Object[0]);

    // name, value, name, value, …
    private final @Nullable Object[] members;

    JsonObject(@Nullable Object[] members) {
        this.members = members;
    }

    /** The value of a member, the last one when there are several; null when there is none. */
    @Nullable
    Object get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : members[at + 1];
    }

    /** In order of arrival. */
    String name(int index) {
        return String.valueOf(members[2 * index]);
    }

    @Nullable
    Object value(int index) {
        return members[2 * index + 1];
    }

    int size() {
        return members.length / 2;
    }

    // names are interned by the parser as literals are by the compiler, so most look-ups end in the first loop
    @SuppressWarnings("ReferenceEquality")
    private int indexOf(String name) {
        for (int i = members.length - 2; i >= 0; i -= 2) {
            if (members[i] == name) {
                return i;
            }
        }
        for (int i = members.length - 2; i >= 0; i -= 2) {
            if (name.equals(members[i])) {
                return i;
            }
        }
        return -1;
    }
}
