package dev.vmlifecycle.proxmox.error;

/**
 * The host asked could not bring the answer of the node or daemon behind it: status 595, 596, 599, or 502 to 504 of a
 * reverse proxy.
 *
 * <p>595 means not connected: retryable, did not happen. The others mean outcome unknown, since a call the server gave
 * up waiting for after 30 s goes on: a write may have happened and is not retryable as it is.
 */
public final class GatewayException extends ProxmoxException {

    private static final long serialVersionUID = 1L;
    private static final int NOT_CONNECTED = 595;

    GatewayException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return !mayHaveHappened();
    }

    @Override
    public boolean mayHaveHappened() {
        return isWrite() && status().orElse(0) != NOT_CONNECTED;
    }
}
