package dev.vmlifecycle.proxmox.firewall;

/**
 * Ready-made protocols and ports.
 *
 * @param name as in a rule
 * @param description what it is for
 */
public record FirewallMacro(String name, String description) {}
