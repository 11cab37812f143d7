package dev.vmlifecycle.vm;

import dev.vmlifecycle.proxmox.Secret;
import java.util.Optional;

/** Gives the cloud-init password at the moment it is needed, so that it is never stored. Called from worker threads. */
@FunctionalInterface
public interface SecretSource {

    /**
     * The password for a VM's user.
     *
     * @param key the VM
     * @return the password; empty = no password is set
     */
    Optional<Secret> password(VmKey key);
}
