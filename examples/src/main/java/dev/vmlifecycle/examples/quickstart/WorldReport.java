package dev.vmlifecycle.examples.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What the world looks like, as its own interfaces tell it: the cluster, DNS, and the address book.
 *
 * @param after the part of the walk it was read after
 * @param vm the VM as the cluster shows it; empty when it has none
 * @param addresses the addresses that are allocated to the VM
 * @param dns all records of all zones
 * @param guests all guests the cluster lists
 * @param requests how many requests the walk has made so far, where the cluster tells
 */
record WorldReport(
        Phase after,
        Optional<Machine> vm,
        List<String> addresses,
        List<String> dns,
        List<String> guests,
        OptionalLong requests) {

    WorldReport {
        addresses = List.copyOf(addresses);
        dns = List.copyOf(dns);
        guests = List.copyOf(guests);
    }

    /**
     * A VM.
     *
     * @param title VMID, node, name and power state
     * @param config the configuration, secrets and identities left out
     * @param disks slot to volume, size and limits
     * @param network what the guest is told, and what the firewall lets it send
     */
    record Machine(Title title, SortedMap<String, String> config, SortedMap<String, Drive> disks, Network network) {}

    /**
     * Which VM it is.
     *
     * @param vmid its number
     * @param node where it is
     * @param name its name
     * @param power {@code running} or {@code stopped}
     */
    record Title(String vmid, String node, String name, String power) {}

    /**
     * A disk.
     *
     * @param storage where its volume lies
     * @param size its size as Proxmox writes it
     * @param options format and limits
     */
    record Drive(String storage, String size, SortedMap<String, String> options) {}

    /**
     * The NIC.
     *
     * @param net0 bridge, rate, firewall flag and tag
     * @param ipconfig0 the addresses cloud-init sets
     * @param firewall whether the VM's firewall is on
     * @param ipset the members of {@code ipfilter-net0}
     */
    record Network(
            SortedMap<String, String> net0, SortedMap<String, String> ipconfig0, boolean firewall, List<String> ipset) {

        Network {
            ipset = List.copyOf(ipset);
        }
    }
}
