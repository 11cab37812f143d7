package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import java.util.TreeMap;

/** One volume on a storage; plain fields, stored as JSON. */
final class Volume {

    String storage = "";
    /** Empty on a shared storage. */
    String node = "";

    String name = "";
    int vmid;
    String content = "images";
    String format = "raw";
    long size;
    long ctime;
    /** Name of the base volume of a linked clone, empty otherwise. */
    String parent = "";

    boolean isProtected;
    String notes = "";
    /** The VM's configuration inside a backup. */
    TreeMap<String, String> config = new TreeMap<>();

    String volid() {
        return new Volid(storage, name).toString();
    }
}
