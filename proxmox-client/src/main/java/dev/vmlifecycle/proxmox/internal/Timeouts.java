package dev.vmlifecycle.proxmox.internal;

import java.time.Duration;

/**
 * How long calls may last.
 *
 * @param read a GET
 * @param write any other call
 */
public record Timeouts(Duration read, Duration write) {}
