package dev.vmlifecycle.proxmox.agent;

import dev.vmlifecycle.proxmox.ByteSize;
import java.util.Optional;

/**
 * A file system that was trimmed.
 *
 * @param path where it is mounted
 * @param trimmed what was given back, absent on failure and where the guest does not tell
 * @param error why it failed, absent when it did not
 */
public record TrimResult(String path, Optional<ByteSize> trimmed, Optional<String> error) {}
