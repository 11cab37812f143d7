package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * A named list of rules that other rules name.
 *
 * @param name up to 18 characters
 * @param comment free text
 * @param digest checksum of the list it was read from
 */
public record SecurityGroup(String name, Optional<String> comment, Optional<Digest> digest) {}
