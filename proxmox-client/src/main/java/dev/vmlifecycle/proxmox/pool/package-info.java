/**
 * Pools and their members. Start at {@code ProxmoxClient.pools()}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.pool;

import org.jspecify.annotations.NullMarked;
