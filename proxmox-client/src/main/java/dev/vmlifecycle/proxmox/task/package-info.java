/**
 * What a Proxmox task (worker) reports: run state, outcome, list entries.
 */
@NullMarked
package dev.vmlifecycle.proxmox.task;

import org.jspecify.annotations.NullMarked;
