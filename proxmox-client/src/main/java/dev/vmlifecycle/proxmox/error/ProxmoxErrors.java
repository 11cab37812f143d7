package dev.vmlifecycle.proxmox.error;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The classifier: one set of rules for refused calls and for failed tasks. Methods return the exception, they do not
 * throw it.
 */
public final class ProxmoxErrors {

    private ProxmoxErrors() {}

    /**
     * {@return the exception a task's exit status stands for; {@link ServerException} when the text is not known}
     *
     * @param taskExitStatus neither {@code OK} nor {@code WARNINGS: n}
     */
    public static ProxmoxException classify(String taskExitStatus) {
        ErrorContext context = ErrorContext.ofTask(taskExitStatus);
        return TextRules.match(context).orElseGet(() -> new ServerException(context));
    }

    /**
     * {@return the exception for a refused call}
     *
     * @param method HTTP method
     * @param path path without {@code /api2/json}
     * @param status HTTP status
     * @param text the body's message, or else the reason phrase
     * @param fieldErrors errors by parameter name
     */
    public static ProxmoxException forAnswer(
            String method, String path, int status, String text, Map<String, String> fieldErrors) {
        ErrorContext context = new ErrorContext(
                Optional.of(method), Optional.of(path), OptionalInt.of(status), text.strip(), fieldErrors, null);
        return switch (status) {
            case 401 -> new AuthenticationException(context);
            case 403 -> new PermissionException(context);
            case 502, 503, 504, 595, 596, 597, 598, 599 -> new GatewayException(context);
            default ->
                TextRules.match(context)
                        .orElseGet(
                                () -> status == 400 ? new ValidationException(context) : new ServerException(context));
        };
    }

    /**
     * {@return the exception for a call without a complete answer}
     *
     * @param method HTTP method
     * @param path path without {@code /api2/json}
     * @param failure what the transport tells
     */
    public static ProxmoxException forTransport(String method, String path, TransportFailure failure) {
        String text = Optional.ofNullable(failure.getMessage()).orElse("no answer");
        ErrorContext context = ErrorContext.ofCall(method, path, text, failure);
        return switch (failure.sent()) {
            case NO -> new ConnectException(context);
            case MAYBE -> new ResponseLostException(context);
        };
    }

    /**
     * {@return the exception for a task that ended with an error}
     *
     * @param upid the task
     * @param exitStatus its exit status
     * @param logTail the last lines of its log
     */
    public static TaskFailedException forTask(Upid upid, String exitStatus, List<String> logTail) {
        return new TaskFailedException(upid, exitStatus, logTail, classify(exitStatus));
    }

    /**
     * {@return the exception for an answer of an unexpected shape}
     *
     * @param method HTTP method
     * @param path path without {@code /api2/json}
     * @param detail what is wrong with it
     * @param cause the failure below, if any
     */
    public static DecodingException undecodable(String method, String path, String detail, @Nullable Throwable cause) {
        return new DecodingException(ErrorContext.ofCall(method, path, detail, cause));
    }

    /**
     * {@return the exception for a login that stops at the second factor}
     *
     * @param method HTTP method
     * @param path path without {@code /api2/json}
     * @param factors what the account has
     * @param detail why none of them could be given
     */
    public static TfaRequiredException tfaRequired(String method, String path, List<String> factors, String detail) {
        return new TfaRequiredException(ErrorContext.ofCall(method, path, detail, null), factors);
    }

    /**
     * {@return the exception for a parameter the server does not know}
     *
     * @param method HTTP method
     * @param path path without {@code /api2/json}
     * @param parameter as the API spells it
     * @param versions which versions know it
     * @param server the version that answered
     */
    public static UnsupportedByServerException unsupported(
            String method, String path, String parameter, String versions, ServerVersion server) {
        String text = parameter + ": not known to Proxmox VE " + server + " (expected: " + versions + ")";
        return new UnsupportedByServerException(ErrorContext.ofCall(method, path, text, null), parameter, server);
    }
}
