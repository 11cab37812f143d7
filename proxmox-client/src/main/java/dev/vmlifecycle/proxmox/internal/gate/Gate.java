package dev.vmlifecycle.proxmox.internal.gate;

import dev.vmlifecycle.proxmox.ServerVersion;
import java.util.Optional;

/**
 * A parameter that some versions of the server refuse.
 *
 * @param method of the call
 * @param template path as the schema spells it
 * @param parameter as the schema spells it, {@code [n]} for a number
 * @param since first major version that knows it; a later minor version of it may be the true one, the server refuses
 *     then
 * @param until first major version that does not know it any more; absent = none yet
 * @param otherwise what happens with a server that does not know it
 */
public record Gate(
        String method, String template, String parameter, int since, Optional<Integer> until, Otherwise otherwise) {

    /** What happens with a server that does not know the parameter. */
    public enum Otherwise {
        /** The call means something else without it, so it is not made. */
        REFUSE,
        /** It only spares what such a server does not have, so it is not sent. */
        LEAVE_OUT
    }

    /**
     * {@return whether a server knows the parameter}
     *
     * @param version of the server
     */
    public boolean isOpen(ServerVersion version) {
        return version.major() >= since
                && until.filter(end -> version.major() >= end).isEmpty();
    }

    /** {@return the versions that know it, for people} */
    public String versions() {
        return until.map(end -> since + " to " + (end - 1)).orElseGet(() -> since + " or later");
    }
}
