package dev.vmlifecycle.vm;

/** A request of the host was refused at the door; nothing was written. Carries a stable code for translation. */
public final class VmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it was refused. */
    private final Code code;

    /** Why it was refused. */
    public enum Code {
        /** No VM has that key. */
        UNKNOWN_VM,
        /** The key has a live VM that was asked for differently. */
        CONFLICT,
        /** The VM's present state does not allow it. */
        NOT_ALLOWED,
        /** A cluster, pool or template that is not configured. */
        UNKNOWN_PLACE,
        /** An address that was named is held by another VM, in none of the pools, or one too many for the package. */
        ADDRESS_UNAVAILABLE
    }

    /**
     * Makes the exception.
     *
     * @param code why
     * @param message value, then expectation
     */
    public VmException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Why it was refused.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }
}
