/**
 * Values of answers that have no type of their own, as the raw calls return them. Start at
 * {@link dev.vmlifecycle.proxmox.json.JsonValue}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.json;

import org.jspecify.annotations.NullMarked;
