package dev.vmlifecycle.proxmox.node;

import java.util.List;
import java.util.Optional;

/**
 * How a node resolves names.
 *
 * @param searchDomain what short names are looked up in, absent when none is set
 * @param servers addresses of name servers, three at most
 */
public record NodeDns(Optional<String> searchDomain, List<String> servers) {

    private static final int MOST = 3;

    /**
     * Copies the list.
     *
     * @param searchDomain see above
     * @param servers see above
     * @throws IllegalArgumentException when there are more than three servers
     */
    public NodeDns {
        servers = List.copyOf(servers);
        if (servers.size() > MOST) {
            throw new IllegalArgumentException("name servers: " + servers + " (expected: 3 at most)");
        }
    }
}
