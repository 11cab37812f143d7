package dev.vmlifecycle.proxmox.node;

import java.time.Instant;

/**
 * What time it is on a node.
 *
 * @param time by the node's clock, in whole seconds
 * @param timezone such as {@code Europe/Berlin}
 */
public record NodeTime(Instant time, String timezone) {}
