package dev.vmlifecycle.proxmox.simulator.internal.http;

/**
 * An answer.
 *
 * @param status HTTP status, or one of the two words below in its place
 * @param reason reason phrase
 * @param contentType empty for none
 * @param body text, possibly empty
 */
public record HttpResponse(int status, String reason, String contentType, String body) {

    private static final int DROPPED = 0;
    private static final int SILENT = -1;

    /** {@return no answer: the connection is cut} */
    public static HttpResponse dropped() {
        return new HttpResponse(DROPPED, "", "", "");
    }

    /** {@return no answer, on a connection that stays} */
    public static HttpResponse silent() {
        return new HttpResponse(SILENT, "", "", "");
    }

    boolean isDropped() {
        return status == DROPPED;
    }

    boolean isSilent() {
        return status == SILENT;
    }
}
