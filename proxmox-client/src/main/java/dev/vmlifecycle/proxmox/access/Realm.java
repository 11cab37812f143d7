package dev.vmlifecycle.proxmox.access;

import java.util.Optional;

/**
 * A source of users.
 *
 * @param name such as {@code pam}
 * @param type such as {@code pam}, {@code pve}, {@code ldap}, {@code openid}
 * @param comment free text
 * @param tfa the second factor it asks of everyone, absent when it asks for none
 */
public record Realm(String name, String type, Optional<String> comment, Optional<String> tfa) {}
