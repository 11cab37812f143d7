package dev.vmlifecycle.engine;

/** The store could not do its work. The outcome of a write may be unknown: read again before relying on either. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * Makes the exception.
     *
     * @param message what was tried, what was met; never a secret
     * @param cause the database's own words
     * @param passing whether the same call may succeed later
     */
    public StoreException(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /**
     * Whether the same call may succeed later: a lost connection, a deadlock, a time-out.
     *
     * @return false when repeating it is pointless
     */
    public boolean isTransient() {
        return passing;
    }
}
