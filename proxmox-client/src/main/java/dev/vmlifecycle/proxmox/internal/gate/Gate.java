package dev.vmlifecycle.proxmox.internal.gate;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.internal.catalogue.Span;
import dev.vmlifecycle.proxmox.internal.catalogue.Support;

/**
 * A parameter that some versions of the server refuse.
 *
 * @param parameter name on the wire
 * @param span the lines that know it
 * @param otherwise what happens with a server that does not know it
 */
public record Gate(String parameter, Span span, Otherwise otherwise) {

    /** What happens with a server that does not know the parameter. */
    public enum Otherwise {
        /** The call means something else without it, so it is not made. */
        REFUSE,
        /** It only spares what such a server does not have, so it is not sent. */
        LEAVE_OUT
    }

    /**
     * {@return whether the parameter may be sent; where no schema tells, the server itself refuses}
     *
     * @param version of the server
     */
    public boolean isOpen(ServerVersion version) {
        return span.on(version) != Support.NO;
    }

    /** {@return the versions that may know it, for people} */
    public String versions() {
        return span.isOpenEnded()
                ? span.since().major() + " or later"
                : span.since().major() + " to " + span.until().major();
    }
}
