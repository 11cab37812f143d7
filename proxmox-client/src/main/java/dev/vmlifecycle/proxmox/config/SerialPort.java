package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;

/**
 * A serial port: the value of {@code serial0} and the like.
 *
 * @param value {@code socket}, or a device of the node, which only {@code root@pam} may set
 */
public record SerialPort(String value) {

    /** A port for the terminal console. */
    public static final SerialPort SOCKET = new SerialPort("socket");

    /**
     * Checks the grammar.
     *
     * @param value {@code socket}, or a device of the node, which only {@code root@pam} may set
     * @throws IllegalArgumentException when it is neither
     */
    public SerialPort {
        if (!value.equals("socket") && !value.startsWith("/dev/")) {
            throw new IllegalArgumentException("serial port: " + Shown.of(value) + " (expected: socket or /dev/...)");
        }
    }

    /** {@return whether the terminal console can use it} */
    public boolean isSocket() {
        return equals(SOCKET);
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return value;
    }
}
