/**
 * The configuration of a VM: read, changed and written without losing a key we do not know.
 *
 * <p>{@link dev.vmlifecycle.proxmox.config.PropertyString} is the lossless core, {@code Disk}, {@code NetDevice},
 * {@code IpConfig}, {@code BootOrder} and the like are typed views over it, {@code QemuConfig} and {@code PendingConfig} what is read,
 * {@code ConfigUpdate} what is written.
 */
@NullMarked
package dev.vmlifecycle.proxmox.config;

import org.jspecify.annotations.NullMarked;
