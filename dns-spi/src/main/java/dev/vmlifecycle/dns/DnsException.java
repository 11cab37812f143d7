package dev.vmlifecycle.dns;

import java.io.Serial;

/** A call that failed as a whole; the message is the error's, and free of secrets. */
public class DnsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient DnsError error;

    /**
     * A failure.
     *
     * @param error why the call failed
     */
    public DnsException(DnsError error) {
        super(error.toString());
        this.error = error;
    }

    /**
     * A failure with its cause.
     *
     * @param error why the call failed
     * @param cause what made it fail; its message must be free of secrets too
     */
    public DnsException(DnsError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
    }

    /**
     * Why the call failed.
     *
     * @return the error
     */
    public DnsError error() {
        return error;
    }
}
