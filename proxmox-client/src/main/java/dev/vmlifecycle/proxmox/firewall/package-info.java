/**
 * The firewall of one VM: options, IP sets, rules.
 */
@NullMarked
package dev.vmlifecycle.proxmox.firewall;

import org.jspecify.annotations.NullMarked;
