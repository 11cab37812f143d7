package dev.vmlifecycle.benchmarks.client;

/** A row of the guest list, every field typed. */
record GuestRow(
        String id,
        String node,
        String type,
        String status,
        String name,
        String pool,
        int vmid,
        int template,
        int maxcpu,
        double cpu,
        long mem,
        long maxmem,
        long disk,
        long maxdisk,
        long netin,
        long netout,
        long diskread,
        long diskwrite,
        long uptime,
        String tags) {}
