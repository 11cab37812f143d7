package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.vm.HostRecords;
import dev.vmlifecycle.vm.SecretSource;
import dev.vmlifecycle.vm.internal.dns.ZoneWriter;
import java.util.Map;

/**
 * What the VM steps work with, the same for all VMs.
 *
 * @param clusters the clients by cluster name
 * @param pools the address pools by id
 * @param zones the DNS zones
 * @param dns writes to them
 * @param hostRecords the host's own records
 * @param secrets where passwords come from
 * @param settings times and policies
 * @param looks what steps saw a moment ago
 */
public record VmServices(
        Map<String, ProxmoxClient> clusters,
        Map<String, IpPool> pools,
        Zones zones,
        ZoneWriter dns,
        HostRecords hostRecords,
        SecretSource secrets,
        Settings settings,
        RecentLooks looks) {

    /** Copies the maps. */
    public VmServices {
        clusters = Map.copyOf(clusters);
        pools = Map.copyOf(pools);
    }

    /**
     * Services of which nothing was looked at yet.
     *
     * @param clusters the clients by cluster name
     * @param pools the address pools by id
     * @param zones the DNS zones
     * @param dns writes them
     * @param hostRecords the host's own records
     * @param secrets where passwords come from
     * @param settings times and policies
     */
    public VmServices(
            Map<String, ProxmoxClient> clusters,
            Map<String, IpPool> pools,
            Zones zones,
            ZoneWriter dns,
            HostRecords hostRecords,
            SecretSource secrets,
            Settings settings) {
        this(clusters, pools, zones, dns, hostRecords, secrets, settings, new RecentLooks());
    }
}
