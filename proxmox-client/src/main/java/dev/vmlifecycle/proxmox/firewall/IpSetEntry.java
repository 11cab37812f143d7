package dev.vmlifecycle.proxmox.firewall;

import java.util.Optional;

/**
 * A member of an IP set.
 *
 * @param cidr as the server keeps it: IPv4 without {@code /32} and host bits; IPv6 as it was written
 * @param nomatch whether it is an exception from the set
 * @param comment free text
 */
public record IpSetEntry(String cidr, boolean nomatch, Optional<String> comment) {

    /**
     * {@return an address or network as a member}
     *
     * @param cidr the address or network
     */
    public static IpSetEntry of(String cidr) {
        return new IpSetEntry(cidr, false, Optional.empty());
    }
}
