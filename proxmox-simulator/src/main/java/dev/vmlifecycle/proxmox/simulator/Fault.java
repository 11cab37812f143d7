package dev.vmlifecycle.proxmox.simulator;

/** What goes wrong with one request. Immutable. */
public final class Fault {

    /** The ways to fail. */
    enum Kind {
        ANSWER,
        DROP_BEFORE,
        DROP_AFTER
    }

    private final Kind kind;
    private final int status;
    private final String text;

    private Fault(Kind kind, int status, String text) {
        this.kind = kind;
        this.status = status;
        this.text = text;
    }

    /**
     * {@return an error instead of the effect}
     *
     * @param status HTTP status, for example 500, 595 or 596
     * @param text reason phrase; the JSON body carries it as message too, except for 401, 595 and above, which have no
     *     body
     */
    public static Fault answer(int status, String text) {
        return new Fault(Kind.ANSWER, status, text);
    }

    /** {@return a connection that dies before the request has an effect} */
    public static Fault dropBeforeEffect() {
        return new Fault(Kind.DROP_BEFORE, 0, "");
    }

    /** {@return a connection that dies after the request had its effect, without an answer} */
    public static Fault dropAfterEffect() {
        return new Fault(Kind.DROP_AFTER, 0, "");
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }
}
