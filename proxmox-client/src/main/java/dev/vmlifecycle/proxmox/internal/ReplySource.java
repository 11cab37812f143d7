package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Duration;

/** A transport that reads answers while they arrive, which spares a copy of each body. */
interface ReplySource {

    /** As {@link Transport#send}. */
    Reply ask(WireRequest request, Duration timeout, Cancellation cancel);

    static ReplySource of(Transport transport) {
        return transport instanceof ReplySource direct
                ? direct
                : (request, timeout, cancel) -> Reply.of(transport.send(request, timeout, cancel));
    }
}
