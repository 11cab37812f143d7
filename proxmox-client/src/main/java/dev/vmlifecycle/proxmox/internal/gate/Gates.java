package dev.vmlifecycle.proxmox.internal.gate;

import dev.vmlifecycle.proxmox.internal.catalogue.Catalogue;
import dev.vmlifecycle.proxmox.internal.gate.Gate.Otherwise;
import java.util.Optional;
import java.util.Set;

/** Tells which parameters depend on the server's version. Immutable and thread-safe. */
public final class Gates {

    private static final Set<String> SPARED = Set.of(
            // takes the guest out of HA rules, which only 9 has
            "DELETE /cluster/ha/resources/{sid} purge");

    private final Catalogue catalogue;

    /**
     * Gates the parameters that not every line knows.
     *
     * @param catalogue of the lines
     */
    public Gates(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * {@return the gate of a parameter, absent when every line knows it, or nothing is known about it}
     *
     * @param method of the call
     * @param template path as the schema spells it
     * @param parameter name on the wire
     */
    public Optional<Gate> find(String method, String template, String parameter) {
        return catalogue
                .parameter(method, template, parameter)
                .filter(span -> !span.isWhole())
                .map(span -> new Gate(
                        parameter,
                        span,
                        SPARED.contains(method + " " + template + " " + parameter)
                                ? Otherwise.LEAVE_OUT
                                : Otherwise.REFUSE));
    }
}
