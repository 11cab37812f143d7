/**
 * Typed client for the Proxmox VE API: the door ({@link dev.vmlifecycle.proxmox.ProxmoxClient}), the handles reached
 * through it (cluster, node, VM, task) and the words they share (VMID, UPID, volume id, digest).
 *
 * <p>Handles are cheap, immutable and thread-safe; only their methods do I/O. What a call sends or returns lives in the
 * package of its subject, what it throws in {@code error}. Start reading at {@code ProxmoxClient}.
 */
@NullMarked
package dev.vmlifecycle.proxmox;

import org.jspecify.annotations.NullMarked;
