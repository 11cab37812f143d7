package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * The {@code /etc/hosts} of a node.
 *
 * @param text the file
 * @param digest its checksum
 */
public record HostsFile(String text, Optional<Digest> digest) {}
