package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handle of a Proxmox task. Save its text before waiting for the task: it is all that is needed to find it again.
 *
 * <p>Immutable; equal when the texts are equal.
 */
public final class Upid {

    // PVE::Tools::upid_decode: the id may be empty, the user may carry "!token", pstart has 8 or 9 digits
    private static final Pattern GRAMMAR = Pattern.compile("UPID:([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)"
            + ":[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\\s]+):([^:\\s]*):([^:\\s]+):");
    private static final Pattern GUEST_ID = Pattern.compile("[1-9][0-9]{2,8}");

    private final String text;
    private final NodeName node;
    private final Instant startTime;
    private final String type;
    private final String id;
    private final String user;

    private Upid(String text, Matcher parts) {
        this.text = text;
        this.node = NodeName.of(parts.group(1));
        this.startTime = Instant.ofEpochSecond(Long.parseLong(parts.group(2), 16));
        this.type = parts.group(3);
        this.id = parts.group(4);
        this.user = parts.group(5);
    }

    /**
     * {@return the UPID with this text}
     *
     * @param text {@code UPID:node:pid:pstart:starttime:type:id:user:}, with the trailing colon
     * @throws IllegalArgumentException when it is not a UPID
     */
    public static Upid parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "upid: " + Shown.of(text) + " (expected: UPID:node:pid:pstart:starttime:type:id:user:)");
        }
        return new Upid(text, matcher);
    }

    /** {@return the node the task runs on; only this node knows its state} */
    public NodeName node() {
        return node;
    }

    /** {@return the kind of task, such as {@code qmclone}} */
    public String type() {
        return type;
    }

    /** {@return what the task works on; may be empty; for a clone the VMID of the source, not of the new VM} */
    public String id() {
        return id;
    }

    /** {@return {@link #id()} as VMID, absent when it is none} */
    public Optional<Vmid> vmid() {
        return GUEST_ID.matcher(id).matches() ? Optional.of(Vmid.parse(id)) : Optional.empty();
    }

    /** {@return who started it, {@code user@realm} or {@code user@realm!token}} */
    public String user() {
        return user;
    }

    /** {@return when it started, by the clock of its node, in whole seconds} */
    public Instant startTime() {
        return startTime;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Upid that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
