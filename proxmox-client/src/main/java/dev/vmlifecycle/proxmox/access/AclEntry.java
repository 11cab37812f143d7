package dev.vmlifecycle.proxmox.access;

/**
 * An access rule.
 *
 * @param path what it is about, such as {@code /vms/100} or {@code /}
 * @param subject whom it is for
 * @param role what it grants
 * @param propagate whether it holds for what lies below the path too
 */
public record AclEntry(String path, AclSubject subject, String role, boolean propagate) {}
