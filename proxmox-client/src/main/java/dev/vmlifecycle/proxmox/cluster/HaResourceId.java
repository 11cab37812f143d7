package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of a guest in HA.
 *
 * @param value {@code vm:100} or {@code ct:100}
 */
public record HaResourceId(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z]+:[^\\s:/]+");

    /**
     * Checks the grammar.
     *
     * @param value see above
     * @throws IllegalArgumentException when it is no such name
     */
    public HaResourceId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("HA resource: " + Shown.of(value) + " (expected: such as vm:100)");
        }
    }

    /**
     * {@return the resource with this name}
     *
     * @param value {@code vm:100}
     */
    public static HaResourceId of(String value) {
        return new HaResourceId(value);
    }

    /**
     * {@return a VM in HA}
     *
     * @param vmid its number
     */
    public static HaResourceId vm(Vmid vmid) {
        return new HaResourceId("vm:" + vmid);
    }

    @Override
    public String toString() {
        return value;
    }
}
