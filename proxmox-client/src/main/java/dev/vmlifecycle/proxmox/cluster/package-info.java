/**
 * Answers about the cluster as a whole: its members and the guests it lists.
 */
@NullMarked
package dev.vmlifecycle.proxmox.cluster;

import org.jspecify.annotations.NullMarked;
