package dev.vmlifecycle.proxmox.error;

import java.util.List;

/**
 * The password was right, but the account has a second factor and none was at hand: no code supplier was given, or the
 * account has no TOTP.
 *
 * <p>Not retryable. The call the login was for did not happen.
 */
public final class TfaRequiredException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> factors;

    TfaRequiredException(ErrorContext context, List<String> factors) {
        super(context);
        this.factors = List.copyOf(factors);
    }

    /** {@return the factors the account has, such as {@code totp}, {@code recovery}, {@code webauthn}; none when not told} */
    public List<String> factors() {
        return factors;
    }
}
