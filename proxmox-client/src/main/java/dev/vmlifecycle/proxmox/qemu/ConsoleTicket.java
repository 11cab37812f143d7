package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.internal.PercentCodec;
import java.net.URI;
import java.util.Optional;

/**
 * Leave to connect to a console once, within seconds.
 *
 * <p>The address is for a websocket of sub-protocol {@code binary}, opened with the ticket cookie of the same user; an API
 * token can not open it. A VNC client then gives the ticket, or the password asked for, as VNC password; a terminal client
 * sends {@code user:ticket} and a line feed first.
 *
 * @param user whom the ticket is for
 * @param ticket the leave itself
 * @param port where the node listens, part of the address
 * @param upid the task that waits for the connection and ends with it
 * @param certificate the node's certificate in PEM, for VNC clients; absent for terminals
 * @param password a short VNC password, when one was asked for
 * @param path of the websocket, without query
 */
public record ConsoleTicket(
        String user,
        Secret ticket,
        int port,
        Upid upid,
        Optional<String> certificate,
        Optional<Secret> password,
        String path) {

    /**
     * {@return the websocket's address; the ticket is in it, so keep it out of logs}
     *
     * @param host name or address, with {@code :port} of the API; IPv6 in brackets
     */
    public URI webSocketUri(String host) {
        return URI.create(
                "wss://" + host + path + "?port=" + port + "&vncticket=" + PercentCodec.encode(ticket.reveal()));
    }
}
