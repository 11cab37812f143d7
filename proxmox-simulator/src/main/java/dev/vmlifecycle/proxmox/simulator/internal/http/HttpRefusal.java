package dev.vmlifecycle.proxmox.simulator.internal.http;

/** What was sent is no request this server takes; it is answered, and the connection is closed. */
final class HttpRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String text;

    HttpRefusal(int status, String text) {
        super(status + " " + text);
        this.status = status;
        this.text = text;
    }

    HttpResponse response() {
        return new HttpResponse(status, text, "", text);
    }
}
