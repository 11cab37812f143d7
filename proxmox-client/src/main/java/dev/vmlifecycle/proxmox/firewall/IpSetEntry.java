package dev.vmlifecycle.proxmox.firewall;

import java.util.Optional;

/**
 * A member of an IP set.
 *
 * @param cidr as the server keeps it: IPv4 without {@code /32} and host bits; IPv6 as it was written
 * @param nomatch whether it is an exception from the set
 * @param comment free text
 */
public record IpSetEntry(String cidr, boolean nomatch, Optional<String> comment) {}
