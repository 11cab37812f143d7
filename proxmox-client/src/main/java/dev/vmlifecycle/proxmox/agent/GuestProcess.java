package dev.vmlifecycle.proxmox.agent;

import dev.vmlifecycle.proxmox.internal.Numbers;

/**
 * A program the agent started.
 *
 * @param pid its number within the guest
 */
public record GuestProcess(long pid) {

    /**
     * {@return the process with this number}
     *
     * @param text decimal digits
     * @throws IllegalArgumentException when it is something else
     */
    public static GuestProcess parse(String text) {
        return new GuestProcess(Numbers.parseLong("process", text));
    }

    @Override
    public String toString() {
        return Long.toString(pid);
    }
}
