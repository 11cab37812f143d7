package dev.vmlifecycle.proxmox.transport;

import dev.vmlifecycle.proxmox.Secret;
import java.util.Set;

/**
 * One request parameter, not encoded.
 *
 * @param name as the API spells it
 * @param value as the API wants it, booleans as 0 or 1
 * @param isSecret whether the value must not be printed; always so for names known to carry secrets
 */
public record Param(String name, String value, boolean isSecret) {

    // a URL may carry a signature or a password, a proxy a password, a key pressed is a letter of one
    private static final Set<String> SENSITIVE = Set.of(
            "challenge",
            "cipassword",
            "client-key",
            "confirmation-password",
            "data",
            "eab-hmac-key",
            "encryption-key",
            "http_proxy",
            "input-data",
            "key",
            "keyring",
            "keys",
            "otp",
            "password",
            "response",
            "secret",
            "sshkeys",
            "target-endpoint",
            "tfa-challenge",
            "ticket",
            "token",
            "totp",
            "url",
            "vncticket");

    /**
     * Knows the names that carry secrets.
     *
     * @param name see above
     * @param value see above
     * @param isSecret see above
     */
    public Param {
        isSecret = isSecret || SENSITIVE.contains(name);
    }

    /**
     * Makes a parameter that is secret only if its name says so.
     *
     * @param name as the API spells it
     * @param value as the API wants it
     */
    public Param(String name, String value) {
        this(name, value, false);
    }

    /**
     * {@return a parameter that is never printed}
     *
     * @param name as the API spells it
     * @param value the secret
     */
    public static Param secret(String name, Secret value) {
        return new Param(name, value.reveal(), true);
    }

    /**
     * {@return a text parameter}
     *
     * @param name as the API spells it
     * @param value as the API wants it
     */
    public static Param of(String name, String value) {
        return new Param(name, value);
    }

    /**
     * {@return a parameter whose value prints as the API wants it: a VMID, node, size, digest}
     *
     * @param name as the API spells it
     * @param value anything whose text is the wire form
     */
    public static Param of(String name, Object value) {
        return new Param(name, value.toString());
    }

    /**
     * {@return a boolean parameter; forms take nothing but 0 and 1}
     *
     * @param name as the API spells it
     * @param value the flag
     */
    public static Param flag(String name, boolean value) {
        return new Param(name, value ? "1" : "0");
    }

    /** {@return name and value, the value masked where it is a secret} */
    @Override
    public String toString() {
        return name + "=" + (isSecret ? "***" : value);
    }
}
