package dev.vmlifecycle.proxmox.error;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Root of everything the client throws once arguments are valid. The message names call, status and the server's text,
 * never a secret.
 *
 * <p>Two questions matter to a caller that resumes work: {@link #isRetryable()} and {@link #mayHaveHappened()}.
 */
public abstract sealed class ProxmoxException extends RuntimeException
        permits AgentException,
                AlreadyExistsException,
                AuthenticationException,
                ConnectException,
                DecodingException,
                DigestMismatchException,
                GatewayException,
                HotplugException,
                LockTimeoutException,
                LockedException,
                NoQuorumException,
                NotFoundException,
                NotRunningException,
                PermissionException,
                ProtectedException,
                ResponseLostException,
                RunningException,
                ServerException,
                TaskFailedException,
                TfaRequiredException,
                UnsupportedByServerException,
                ValidationException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorContext context;

    ProxmoxException(ErrorContext context) {
        super(context.message(), context.cause());
        this.context = context;
    }

    /** {@return whether the very same call, made again after a pause, may succeed and can do no harm} */
    public boolean isRetryable() {
        return false;
    }

    /** {@return whether the call may have taken effect, wholly or in part, so that the state must be read first} */
    public boolean mayHaveHappened() {
        return false;
    }

    /** {@return the server's text, or what went wrong on the way} */
    public String text() {
        return context.text();
    }

    /** {@return HTTP status, absent when there was no answer or the error is of a task} */
    public OptionalInt status() {
        return context.status();
    }

    /** {@return HTTP method of the call, absent when the error is of a task} */
    public Optional<String> method() {
        return context.method();
    }

    /** {@return path of the call without {@code /api2/json}, absent when the error is of a task} */
    public Optional<String> path() {
        return context.path();
    }

    /** {@return errors by parameter name, empty when the server gave none} */
    public Map<String, String> fieldErrors() {
        return context.fieldErrors();
    }

    final boolean isWrite() {
        return !context.method().equals(Optional.of("GET"));
    }
}
