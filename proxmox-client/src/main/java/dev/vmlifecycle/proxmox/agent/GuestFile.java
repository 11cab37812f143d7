package dev.vmlifecycle.proxmox.agent;

/**
 * Content of a file of the guest.
 *
 * @param content its text
 * @param truncated whether it is cut; the agent reads 16 MiB at most
 */
public record GuestFile(String content, boolean truncated) {

    /** {@return its length; never the content, which may be confidential} */
    @Override
    public String toString() {
        return content.length() + " characters" + (truncated ? ", truncated" : "");
    }
}
