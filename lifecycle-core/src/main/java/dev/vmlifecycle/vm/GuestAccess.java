package dev.vmlifecycle.vm;

import java.util.List;

/**
 * How the customer gets into the guest, applied by cloud-init. A password is never part of it: it is fetched at the step
 * through {@link SecretSource}.
 *
 * @param user the user's name; empty text = the image's default
 * @param sshKeys public keys in OpenSSH form
 */
public record GuestAccess(String user, List<String> sshKeys) {

    /**
     * Copies the keys.
     *
     * @param user see above
     * @param sshKeys see above
     * @throws IllegalArgumentException when a key is not one line of at least type and data
     */
    public GuestAccess {
        sshKeys = List.copyOf(sshKeys);
        for (String key : sshKeys) {
            if (!key.matches("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [^\\r\\n]*)?")) {
                throw new IllegalArgumentException("ssh key: \""
                        + key.substring(0, Math.min(20, key.length()))
                        + "...\" (expected: one line \"type base64 [comment]\")");
            }
        }
    }

    /**
     * Nothing but the image's own defaults.
     *
     * @return no user, no keys
     */
    public static GuestAccess none() {
        return new GuestAccess("", List.of());
    }
}
