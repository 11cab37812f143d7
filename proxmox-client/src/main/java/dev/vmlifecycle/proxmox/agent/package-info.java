/**
 * Answers of the guest agent of a VM. All of them are the guest's own words: it may leave things out, or lie.
 */
@NullMarked
package dev.vmlifecycle.proxmox.agent;

import org.jspecify.annotations.NullMarked;
