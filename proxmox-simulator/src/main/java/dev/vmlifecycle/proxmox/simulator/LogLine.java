package dev.vmlifecycle.proxmox.simulator;

/** One line of a task's log and when it appears. */
record LogLine(long atMs, String text) {}
