/**
 * Answers about one node: load, network interfaces.
 */
@NullMarked
package dev.vmlifecycle.proxmox.node;

import org.jspecify.annotations.NullMarked;
