/**
 * Answers about one node: load, statistics, network, names, time.
 */
@NullMarked
package dev.vmlifecycle.proxmox.node;

import org.jspecify.annotations.NullMarked;
