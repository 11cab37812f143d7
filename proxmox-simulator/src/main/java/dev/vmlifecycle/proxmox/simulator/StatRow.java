package dev.vmlifecycle.proxmox.simulator;

/** What the status daemon last told about a VMID; it outlives the VM until the next round. */
record StatRow(String name, boolean running, boolean template, int maxcpu, long maxmem, long maxdisk, long startedMs) {}
