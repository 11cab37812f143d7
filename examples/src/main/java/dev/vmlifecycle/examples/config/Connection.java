package dev.vmlifecycle.examples.config;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Tls;
import java.util.List;

/**
 * How to reach a cluster.
 *
 * @param hosts its hosts, any of which may answer
 * @param tls how they prove who they are
 * @param token the credentials
 */
public record Connection(List<String> hosts, Tls tls, ApiToken token) {

    /**
     * Copies the list.
     *
     * @param hosts its hosts, any of which may answer
     * @param tls how they prove who they are
     * @param token the credentials
     */
    public Connection {
        hosts = List.copyOf(hosts);
    }
}
