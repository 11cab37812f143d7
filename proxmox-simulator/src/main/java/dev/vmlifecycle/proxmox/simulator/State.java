package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that survives a restart of the simulator's process; plain fields, stored as JSON. */
final class State {

    long nowMs;
    long bootMs;
    long random;
    int nextPid = 1500;
    int nextTask;
    long lastStatMs;
    String ticketKey = "";
    AccessState access = new AccessState();
    ClusterState cluster = new ClusterState();
    TreeMap<Integer, Vm> vms = new TreeMap<>();
    List<Volume> volumes = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    TreeMap<Integer, FirewallFile> firewalls = new TreeMap<>();
    TreeMap<Integer, StatRow> stats = new TreeMap<>();
    TreeMap<Integer, RrdHistory> rrd = new TreeMap<>();
    boolean quorate = true;
    /** Storages without space left, then nodes that refuse connections. */
    TreeSet<String> full = new TreeSet<>();

    TreeSet<String> down = new TreeSet<>();
    /** Nodes that take a request and never answer. */
    TreeSet<String> hanging = new TreeSet<>();
}
