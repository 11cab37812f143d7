package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A login with user name and password. The client logs in with the first call, renews its ticket after an hour and logs
 * in anew when the server refuses it, once for all threads. Needed where a token will not do: clearing a lock, or calls
 * Proxmox keeps from tokens.
 *
 * @param user {@code name@realm}
 * @param password its password
 * @param totp gives a code of the second factor when asked, a new one each time; absent = the account has none
 */
public record PasswordLogin(String user, Secret password, Optional<Supplier<Secret>> totp) implements Credentials {

    private static final int LONGEST_USER = 64;

    /**
     * Checks that the user has its shape.
     *
     * @param user see above
     * @param password see above
     * @param totp see above
     * @throws IllegalArgumentException when it does not
     */
    public PasswordLogin {
        if (!user.matches("[^\\s:/!]+@[A-Za-z][A-Za-z0-9._-]+") || user.length() > LONGEST_USER) {
            throw new IllegalArgumentException("user: " + Shown.of(user) + " (expected: name@realm)");
        }
    }

    /**
     * {@return a login without a second factor}
     *
     * @param user {@code name@realm}
     * @param password its password
     */
    public static PasswordLogin of(String user, Secret password) {
        return new PasswordLogin(user, password, Optional.empty());
    }

    /**
     * {@return this login with a second factor}
     *
     * @param codes gives a TOTP code that is valid now and was not used yet; called by the thread that logs in,
     *     so it must not call the client
     */
    public PasswordLogin totp(Supplier<Secret> codes) {
        return new PasswordLogin(user, password, Optional.of(codes));
    }

    @Override
    public String toString() {
        return user;
    }
}
