/**
 * What recorded statistics of guests, nodes and storages have in common.
 */
@NullMarked
package dev.vmlifecycle.proxmox.rrd;

import org.jspecify.annotations.NullMarked;
