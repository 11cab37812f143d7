package dev.vmlifecycle.proxmox.internal.gate;

import java.util.Optional;

/** Tells which parameters depend on the server's version. Thread-safe. */
@FunctionalInterface
public interface Gates {

    /**
     * {@return the gate of a parameter, absent when every version knows it, or nothing is known about it}
     *
     * @param method of the call
     * @param template path as the schema spells it
     * @param parameter name on the wire
     */
    Optional<Gate> find(String method, String template, String parameter);
}
