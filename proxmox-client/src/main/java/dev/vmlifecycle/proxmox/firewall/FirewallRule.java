package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * A rule, addressed by its position; positions shift when rules come and go, so a change by position carries the digest.
 *
 * @param pos 0 is matched first
 * @param type {@code in}, {@code out}, {@code forward} or {@code group}
 * @param action {@code ACCEPT}, {@code DROP}, {@code REJECT} or the name of a security group
 * @param enable whether it is in force
 * @param source addresses it is for
 * @param dest addresses it is for
 * @param proto protocol it is for
 * @param dport ports it is for
 * @param comment free text
 * @param digest checksum of the firewall file it was read from
 */
public record FirewallRule(
        int pos,
        String type,
        String action,
        boolean enable,
        Optional<String> source,
        Optional<String> dest,
        Optional<String> proto,
        Optional<String> dport,
        Optional<String> comment,
        Optional<Digest> digest) {}
