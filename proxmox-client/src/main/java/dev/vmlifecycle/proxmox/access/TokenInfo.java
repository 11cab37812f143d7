package dev.vmlifecycle.proxmox.access;

import java.time.Instant;
import java.util.Optional;

/**
 * An API token without its secret, which nobody can read again.
 *
 * @param id its name
 * @param separated whether it has only those of its user's privileges that it was granted itself
 * @param expires until when it works, absent for as long as its user
 * @param comment free text
 */
public record TokenInfo(TokenId id, boolean separated, Optional<Instant> expires, Optional<String> comment) {}
