package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.Header;
import java.util.List;

/**
 * What one request shows to the server to be let in.
 *
 * @param headers of a read
 * @param writeHeaders of a write
 * @param isNew whether it was made during this very call, so that a refusal is not a matter of age
 */
record Grant(List<Header> headers, List<Header> writeHeaders, boolean isNew) {

    Grant {
        headers = List.copyOf(headers);
        writeHeaders = List.copyOf(writeHeaders);
    }

    List<Header> headers(boolean write) {
        return write ? writeHeaders : headers;
    }
}
