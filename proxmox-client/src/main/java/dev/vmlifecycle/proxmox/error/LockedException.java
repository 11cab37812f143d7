package dev.vmlifecycle.proxmox.error;

/**
 * The VM carries a {@code lock} in its configuration, put there by a running task or left by a dead one.
 *
 * <p>Retryable: most locks go with their task. Did not happen.
 */
public final class LockedException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    /** Name of the lock. */
    private final String lockName;

    LockedException(ErrorContext context, String lockName) {
        super(context);
        this.lockName = lockName;
    }

    /** {@return the name of the lock, such as {@code backup}, {@code clone}, {@code migrate}} */
    public String lockName() {
        return lockName;
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
