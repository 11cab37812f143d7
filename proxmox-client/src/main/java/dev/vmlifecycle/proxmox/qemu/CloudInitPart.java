package dev.vmlifecycle.proxmox.qemu;

import java.util.Locale;

/** A file of the cloud-init drive. */
public enum CloudInitPart {
    /** Users, keys, host name; the hash of the password is in it. */
    USER,
    /** Addresses, name servers. */
    NETWORK,
    /** The instance's id, by which cloud-init knows a new one. */
    META;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
