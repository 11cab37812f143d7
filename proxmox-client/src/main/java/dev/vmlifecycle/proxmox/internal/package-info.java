/**
 * Encoding, decoding and the HTTP transport. Nobody's business outside this artifact; may change any day.
 */
@NullMarked
package dev.vmlifecycle.proxmox.internal;

import org.jspecify.annotations.NullMarked;
