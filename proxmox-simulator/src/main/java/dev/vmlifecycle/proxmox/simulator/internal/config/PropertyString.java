package dev.vmlifecycle.proxmox.simulator.internal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A comma separated list of {@code key=value} parts whose first part may stand without a key.
 *
 * @param head the part without a key, empty when there is none
 * @param options the other parts in the order given
 */
public record PropertyString(String head, Map<String, String> options) {

    /**
     * Copies the options.
     *
     * @param head see above
     * @param options see above
     */
    public PropertyString {
        options = new LinkedHashMap<>(options);
    }

    /**
     * Takes a text apart; a second part without a key is kept under its own text with an empty value.
     *
     * @param text as sent or stored
     * @return its parts
     */
    public static PropertyString parse(String text) {
        String head = "";
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int eq = part.indexOf('=');
            if (eq > 0) {
                options.put(part.substring(0, eq), part.substring(eq + 1));
            } else if (head.isEmpty()) {
                head = part;
            } else {
                options.put(part, "");
            }
        }
        return new PropertyString(head, options);
    }

    /**
     * Prints the head and the options sorted by key, as Proxmox stores them.
     *
     * @return the canonical text
     */
    public String print() {
        StringBuilder out = new StringBuilder(head);
        new TreeMap<>(options).forEach((key, value) -> {
            if (!out.isEmpty()) {
                out.append(',');
            }
            out.append(key).append('=').append(value);
        });
        return out.toString();
    }
}
