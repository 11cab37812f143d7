package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** What goes wrong with one request. Immutable. */
public final class Fault {

    /** The ways to fail. */
    enum Kind {
        ANSWER,
        DROP_BEFORE,
        DROP_AFTER,
        SILENT_BEFORE,
        SILENT_AFTER,
        DELAY,
        MEANWHILE,
        AFTERWARDS,
        TASK
    }

    private final Kind kind;
    private final int status;
    private final String text;
    private final Duration delay;
    private final Consumer<Operator> deed;

    private Fault(Kind kind, int status, String text, Duration delay, Consumer<Operator> deed) {
        this.kind = kind;
        this.status = status;
        this.text = text;
        this.delay = delay;
        this.deed = deed;
    }

    private static Fault of(Kind kind, int status, String text) {
        return new Fault(kind, status, text, Duration.ZERO, operator -> {});
    }

    /**
     * {@return an error instead of the effect}
     *
     * @param status HTTP status, for example 500, 595 or 596
     * @param text reason phrase; the JSON body carries it as message too, except for 401, 595 and above, which have no
     *     body
     */
    public static Fault answer(int status, String text) {
        Expect.that(status >= 400 && status <= 599, "status", status, "400 to 599");
        Objects.requireNonNull(text, "text");
        return of(Kind.ANSWER, status, text);
    }

    /** {@return a connection that dies before the request has an effect} */
    public static Fault dropBeforeEffect() {
        return of(Kind.DROP_BEFORE, 0, "");
    }

    /** {@return a connection that dies after the request had its effect, without an answer; a task goes on and its handle is lost} */
    public static Fault dropAfterEffect() {
        return of(Kind.DROP_AFTER, 0, "");
    }

    /** {@return a request nobody ever answers, without an effect} */
    public static Fault timeoutBeforeEffect() {
        return of(Kind.SILENT_BEFORE, 0, "");
    }

    /** {@return a request nobody ever answers although it had its effect} */
    public static Fault timeoutAfterEffect() {
        return of(Kind.SILENT_AFTER, 0, "");
    }

    /**
     * {@return an answer that comes late}
     *
     * @param delay how much later; a caller with less patience gets none
     */
    public static Fault delay(Duration delay) {
        Expect.span("delay", delay);
        return new Fault(Kind.DELAY, 0, "", delay, operator -> {});
    }

    /**
     * {@return somebody else who acts just before the request is looked at: takes the VMID, edits or deletes the VM, revokes the token}
     *
     * @param deed what is done
     */
    public static Fault meanwhile(Consumer<Operator> deed) {
        Objects.requireNonNull(deed, "deed");
        return new Fault(Kind.MEANWHILE, 0, "", Duration.ZERO, deed);
    }

    /**
     * {@return somebody else who acts just after the request had its effect, before the answer is read}
     *
     * @param deed what is done
     */
    public static Fault afterwards(Consumer<Operator> deed) {
        Objects.requireNonNull(deed, "deed");
        return new Fault(Kind.AFTERWARDS, 0, "", Duration.ZERO, deed);
    }

    /**
     * {@return a task that begins and then fails; what it had begun is cleaned up}
     *
     * @param exitStatus for example {@code job errors}
     */
    public static Fault taskFails(String exitStatus) {
        Expect.matches("exit status", exitStatus, ".*\\S.*", "one line");
        boolean fails = !exitStatus.equals("OK") && !exitStatus.startsWith("WARNINGS: ");
        Expect.that(fails, "exit status", exitStatus, "a failure");
        return of(Kind.TASK, 0, "fail " + exitStatus);
    }

    /**
     * {@return a task that does its work and ends with a warning}
     *
     * @param text the warning in its log
     */
    public static Fault taskWarns(String text) {
        Expect.matches("warning", text, ".*\\S.*", "one line");
        return of(Kind.TASK, 0, "warn " + text);
    }

    /** {@return a task whose worker dies and leaves no trace but what it had begun: a lock, half a VM} */
    public static Fault taskVanishes() {
        return of(Kind.TASK, 0, "vanish");
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

    Duration delay() {
        return delay;
    }

    Consumer<Operator> deed() {
        return deed;
    }
}
