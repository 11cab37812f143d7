package dev.vmlifecycle.proxmox.config;

/**
 * VLAN tag of a NIC.
 *
 * @param value 1 to 4094
 */
public record VlanTag(int value) {

    private static final int HIGHEST = 4094;

    /**
     * Checks the range.
     *
     * @param value 1 to 4094
     * @throws IllegalArgumentException when outside of it
     */
    public VlanTag {
        if (value < 1 || value > HIGHEST) {
            throw new IllegalArgumentException("VLAN tag: " + value + " (expected: 1..4094)");
        }
    }

    /**
     * {@return this tag}
     *
     * @param value 1 to 4094
     */
    public static VlanTag of(int value) {
        return new VlanTag(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
