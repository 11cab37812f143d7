/**
 * What each endpoint accepts and what Proxmox says when it does not: the table of calls ({@code Endpoints}), parameter types, and the
 * error a call dies with. Start at {@code Endpoints}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.internal.schema;

import org.jspecify.annotations.NullMarked;
