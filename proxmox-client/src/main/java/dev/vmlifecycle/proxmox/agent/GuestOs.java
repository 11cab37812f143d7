package dev.vmlifecycle.proxmox.agent;

import java.util.Optional;

/**
 * The guest's operating system.
 *
 * @param id such as {@code debian} or {@code mswindows}
 * @param name such as {@code Debian GNU/Linux}
 * @param prettyName name and version
 * @param version its version
 * @param kernelRelease version of the kernel
 * @param machine architecture, such as {@code x86_64}
 */
public record GuestOs(
        Optional<String> id,
        Optional<String> name,
        Optional<String> prettyName,
        Optional<String> version,
        Optional<String> kernelRelease,
        Optional<String> machine) {}
