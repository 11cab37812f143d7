package dev.vmlifecycle.proxmox.json;

/** Nothing, such as the answer of a call that only acts. */
public record JsonNull() implements JsonValue {

    @Override
    public String toJson() {
        return "null";
    }

    @Override
    public String toString() {
        return "null";
    }
}
