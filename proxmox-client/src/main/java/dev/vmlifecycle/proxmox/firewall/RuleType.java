package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.internal.Choices;
import java.util.Locale;

/** What kind of traffic a rule is for. */
public enum RuleType {
    /** To the guest or node. */
    IN,
    /** From the guest or node. */
    OUT,
    /** Through the node; since 8.3. */
    FORWARD,
    /** The rules of a security group, at this place. */
    GROUP;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the type with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static RuleType parse(String text) {
        return Choices.parse(RuleType.class, "rule type", text);
    }
}
