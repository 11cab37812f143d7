package dev.vmlifecycle.proxmox.json;

import java.util.Optional;

/**
 * A text.
 *
 * @param value without quotes and escapes
 */
public record JsonText(String value) implements JsonValue {

    @Override
    public Optional<String> text() {
        return Optional.of(value);
    }

    @Override
    public String toJson() {
        return quote(value);
    }

    @Override
    public String toString() {
        return "text of " + value.length();
    }

    static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
