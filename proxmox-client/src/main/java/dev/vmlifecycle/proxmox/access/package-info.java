/**
 * Who may do what: users, API tokens, roles, access rules. Start at {@code ProxmoxClient.access()}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.access;

import org.jspecify.annotations.NullMarked;
