/**
 * Every exception the client throws, one sealed family, and the one classifier behind it.
 *
 * <p>Proxmox answers nearly every refusal with 500 and a text; {@link dev.vmlifecycle.proxmox.error.ProxmoxErrors} turns
 * such texts, of answers and of failed tasks alike, into types a caller can act on.
 */
@NullMarked
package dev.vmlifecycle.proxmox.error;

import org.jspecify.annotations.NullMarked;
