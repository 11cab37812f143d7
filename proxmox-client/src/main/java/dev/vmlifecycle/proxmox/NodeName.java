package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;

/**
 * Name of a cluster node, as in {@code /nodes/{node}}; a host name without domain.
 *
 * @param value letters, digits and inner hyphens
 */
public record NodeName(String value) implements Comparable<NodeName> {

    /**
     * Checks the grammar.
     *
     * @param value letters, digits and inner hyphens
     * @throws IllegalArgumentException when it is no node name
     */
    public NodeName {
        if (!isHostName(value)) {
            throw new IllegalArgumentException(
                    "node: " + Shown.of(value) + " (expected: letters, digits, inner hyphens)");
        }
    }

    /**
     * {@return the node name with this text}
     *
     * @param value a node name
     */
    public static NodeName of(String value) {
        return new NodeName(value);
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    // no regex: lists of guests name a node in each of thousands of rows
    private static boolean isHostName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inner = i > 0 && i < text.length() - 1;
            if (!(isLetterOrDigit(c) || (c == '-' && inner))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
