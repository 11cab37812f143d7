package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row of the HA status. Keys without an accessor are there by {@link #get}. Immutable. */
public final class HaStatus {

    private final HaStatusKind kind;
    private final WireMap values;

    private HaStatus(HaStatusKind kind, WireMap values) {
        this.kind = kind;
        this.values = values;
    }

    /**
     * {@return a row with these values}
     *
     * @param kind what it is about
     * @param values by key, in wire form
     */
    public static HaStatus of(HaStatusKind kind, Map<String, String> values) {
        return new HaStatus(kind, WireMap.of(values));
    }

    /** {@return what it is about} */
    public HaStatusKind kind() {
        return kind;
    }

    /** {@return its name in the list, such as {@code lrm:pve1} or {@code service:vm:100}} */
    public String id() {
        return values.text("id").orElse("");
    }

    /** {@return the node it is on} */
    public Optional<NodeName> node() {
        return values.read("node", NodeName::of);
    }

    /** {@return the state in words} */
    public String status() {
        return values.text("status").orElse("");
    }

    /** {@return whether there is a majority; for {@link HaStatusKind#QUORUM} only} */
    public Optional<Boolean> quorate() {
        return values.flag("quorate");
    }

    /** {@return the guest; for {@link HaStatusKind#SERVICE} only} */
    public Optional<HaResourceId> resource() {
        return values.read("sid", HaResourceId::of);
    }

    /** {@return what HA is doing with a guest, such as {@code started}, {@code migrate}, {@code error}} */
    public Optional<String> state() {
        return values.text("state");
    }

    /** {@return what HA shall make of a guest} */
    public Optional<HaState> requested() {
        return values.read("request_state", HaState::parse);
    }

    /** {@return when a manager last told of itself} */
    public Optional<Instant> timestamp() {
        return values.instant("timestamp");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public String toString() {
        return id() + ": " + status();
    }
}
