/**
 * Answers about the cluster as a whole: its members, what it lists, options, high availability.
 */
@NullMarked
package dev.vmlifecycle.proxmox.cluster;

import org.jspecify.annotations.NullMarked;
