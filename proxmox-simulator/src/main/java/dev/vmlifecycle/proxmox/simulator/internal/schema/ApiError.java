package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.Map;
import java.util.TreeMap;

/** A call's failure: the status, the text, and the complaints per parameter. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String VERIFICATION = "Parameter verification failed.\n";

    /** HTTP status. */
    private final int status;
    /** Message as sent. */
    private final String text;
    /** Complaints by parameter. */
    private final TreeMap<String, String> errors;

    /** Milliseconds until the failure. */
    private long tookMs;

    private ApiError(int status, String text, Map<String, String> errors) {
        super(text);
        this.status = status;
        this.text = text;
        this.errors = new TreeMap<>(errors);
    }

    /**
     * {@return the usual failure, status 500}
     *
     * @param text one line, without the newline
     */
    public static ApiError die(String text) {
        return new ApiError(500, text + "\n", Map.of());
    }

    /**
     * {@return a failure of one parameter, status 400}
     *
     * @param key the parameter
     * @param text the complaint
     */
    public static ApiError param(String key, String text) {
        return params(Map.of(key, text));
    }

    /**
     * {@return a failure of parameters, status 400}
     *
     * @param errors complaints by parameter
     */
    public static ApiError params(Map<String, String> errors) {
        return new ApiError(400, VERIFICATION, errors);
    }

    /**
     * {@return a failure with a status of its own}
     *
     * @param status the HTTP status
     * @param text the message exactly as sent
     */
    public static ApiError of(int status, String text) {
        return new ApiError(status, text, Map.of());
    }

    /**
     * {@return the same failure after a wait}
     *
     * @param ms how long the call was busy before it failed
     */
    public ApiError after(long ms) {
        ApiError copy = new ApiError(status, text, errors);
        copy.tookMs = ms;
        return copy;
    }

    /** {@return milliseconds the call was busy before it failed} */
    public long tookMs() {
        return tookMs;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the message with its newline} */
    public String text() {
        return text;
    }

    /** {@return complaints by parameter, often empty} */
    public Map<String, String> errors() {
        return new TreeMap<>(errors);
    }

    /** {@return the text a task ends with when this happens inside it: one line, complaints appended} */
    public String asExitStatus() {
        StringBuilder out = new StringBuilder();
        if (status == 400) {
            out.append("400 ");
        }
        out.append(text);
        errors.forEach((key, complaint) -> out.append(key).append(": ").append(complaint));
        String line = out.toString();
        boolean plain = errors.isEmpty() && line.endsWith("\n");
        return (plain ? line.substring(0, line.length() - 1) : line).replace('\n', ' ');
    }
}
