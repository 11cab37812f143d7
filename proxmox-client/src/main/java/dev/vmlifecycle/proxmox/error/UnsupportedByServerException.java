package dev.vmlifecycle.proxmox.error;

import dev.vmlifecycle.proxmox.ServerVersion;

/**
 * The call has a parameter this version of the server does not know (yet, or any more); it was refused before sending.
 * The server itself would answer with a {@link ValidationException}.
 *
 * <p>Not retryable. Did not happen.
 */
public final class UnsupportedByServerException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    /** Name on the wire. */
    private final String parameter;

    private final transient ServerVersion serverVersion;

    UnsupportedByServerException(ErrorContext context, String parameter, ServerVersion serverVersion) {
        super(context);
        this.parameter = parameter;
        this.serverVersion = serverVersion;
    }

    /** {@return the parameter, as the API spells it} */
    public String parameter() {
        return parameter;
    }

    /** {@return what the server says it is} */
    public ServerVersion serverVersion() {
        return serverVersion;
    }
}
