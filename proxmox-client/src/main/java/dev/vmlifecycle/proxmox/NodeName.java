package dev.vmlifecycle.proxmox;

import java.util.regex.Pattern;

/**
 * Name of a cluster node, as in {@code /nodes/{node}}; a host name without domain.
 *
 * @param value letters, digits and inner hyphens
 */
public record NodeName(String value) implements Comparable<NodeName> {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");

    /**
     * Checks the grammar.
     *
     * @param value letters, digits and inner hyphens
     * @throws IllegalArgumentException when it is no node name
     */
    public NodeName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("node: '" + value + "' (expected: letters, digits, inner hyphens)");
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
}
