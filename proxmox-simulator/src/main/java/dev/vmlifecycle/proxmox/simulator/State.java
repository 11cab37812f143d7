package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything that survives a restart of the simulator's process; plain fields, stored as JSON. */
final class State {

    long nowMs;
    long bootMs;
    long random;
    int nextPid = 1500;
    long lastStatMs;
    TreeMap<Integer, Vm> vms = new TreeMap<>();
    List<Volume> volumes = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    TreeMap<Integer, FirewallFile> firewalls = new TreeMap<>();
    TreeMap<Integer, StatRow> stats = new TreeMap<>();
}
