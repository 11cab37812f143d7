/**
 * The firewall of the cluster and of one VM: options, rules, IP sets, aliases, security groups.
 */
@NullMarked
package dev.vmlifecycle.proxmox.firewall;

import org.jspecify.annotations.NullMarked;
