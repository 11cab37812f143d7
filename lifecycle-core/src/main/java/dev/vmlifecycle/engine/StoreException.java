package dev.vmlifecycle.engine;

/**
 * The store could not do what it was asked. Unless the text says otherwise the outcome is unknown: the transaction may have
 * been applied although its answer was lost. Reservations, renewals, releases and commits may simply be repeated: a commit is
 * known by its number. After a claim, an insert or a request, read the row.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the same call may succeed later. */
    private final boolean transientTrouble;

    /**
     * Makes the exception.
     *
     * @param message what was tried and what was met; never a secret
     * @param transientTrouble true when the same call may succeed later without anybody's help
     * @param cause the driver's exception
     */
    public StoreException(String message, boolean transientTrouble, Throwable cause) {
        super(message, cause);
        this.transientTrouble = transientTrouble;
    }

    /**
     * Whether the same call may succeed later without anybody's help: a lost connection, a deadlock, a full pool.
     *
     * @return false for a defect or a wrong schema
     */
    public boolean isTransient() {
        return transientTrouble;
    }
}
