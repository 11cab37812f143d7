package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * An address or network with a name.
 *
 * @param name as in a rule; upper and lower case are the same
 * @param cidr what it stands for
 * @param comment free text
 * @param digest checksum of the list it was read from
 */
public record Alias(String name, String cidr, Optional<String> comment, Optional<Digest> digest) {}
