package dev.vmlifecycle.proxmox.agent;

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
     */
    public static GuestProcess parse(String text) {
        return new GuestProcess(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(pid);
    }
}
