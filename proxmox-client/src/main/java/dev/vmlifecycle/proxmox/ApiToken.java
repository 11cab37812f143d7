package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;

/**
 * An API token. It needs no renewal and no CSRF token; note that a token of {@code root@pam} is not root to Proxmox and
 * can not clear locks.
 *
 * @param user {@code name@realm}
 * @param name the token's own name
 * @param secret the UUID shown once when the token was made
 */
public record ApiToken(String user, String name, Secret secret) implements Credentials {

    /**
     * Checks that user and name have their shape.
     *
     * @param user see above
     * @param name see above
     * @param secret see above
     * @throws IllegalArgumentException when they do not
     */
    public ApiToken {
        if (!user.matches("[!-~&&[^:/!=]]+@[A-Za-z][A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("token user: " + Shown.of(user) + " (expected: name@realm)");
        }
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("token name: " + Shown.of(name) + " (expected: letters, digits, . _ -)");
        }
        if (!secret.reveal().matches("[!-~]+")) {
            throw new IllegalArgumentException("token secret: *** (expected: printable ASCII without blanks)");
        }
    }

    /**
     * {@return the token with this id}
     *
     * @param id {@code name@realm!token}
     * @param secret the token's secret
     * @throws IllegalArgumentException when the id has another shape
     */
    public static ApiToken of(String id, Secret secret) {
        int mark = id.indexOf('!');
        if (mark < 0) {
            throw new IllegalArgumentException("token: " + Shown.of(id) + " (expected: name@realm!token)");
        }
        return new ApiToken(id.substring(0, mark), id.substring(mark + 1), secret);
    }

    /** {@return {@code name@realm!token}} */
    public String id() {
        return user + "!" + name;
    }

    @Override
    public String toString() {
        return id();
    }
}
