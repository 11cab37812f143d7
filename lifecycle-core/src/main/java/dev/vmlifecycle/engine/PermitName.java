package dev.vmlifecycle.engine;

/**
 * What only so many subjects may have under way at a time: a storage that is cloned to, a node, a DNS connection.
 *
 * @param value for example {@code clone/ams1/ssd}; 1 to 190 characters
 */
public record PermitName(String value) {

    /**
     * Checks the name.
     *
     * @param value for example {@code clone/ams1/ssd}; 1 to 190 characters
     * @throws IllegalArgumentException when it is empty or longer
     */
    public PermitName {
        if (value.isEmpty() || value.length() > 190) {
            throw new IllegalArgumentException("permit: '" + value + "' (expected: 1..190 characters)");
        }
    }

    /**
     * Makes a name.
     *
     * @param value for example {@code clone/ams1/ssd}; 1 to 190 characters
     * @return the name
     * @throws IllegalArgumentException when it is empty or longer
     */
    public static PermitName of(String value) {
        return new PermitName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
