package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * A set of addresses rules can name.
 *
 * @param name as in a rule, behind {@code +}
 * @param comment free text
 * @param digest checksum of the list it was read from
 */
public record IpSet(String name, Optional<String> comment, Optional<Digest> digest) {}
