package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Node;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of a VM that a plan compares with its package.
 *
 * @param config running and pending values
 * @param status whether it runs
 * @param bridges of its node
 * @param firewall its firewall's options
 * @param antiSpoof the entries of its anti-spoof set; empty when there is no such set
 * @param held the addresses it holds, leaving ones included
 * @param pools the pools they come from, by id
 */
record Seen(
        PendingConfig config,
        VmStatus status,
        List<NetworkInterface> bridges,
        FirewallOptions firewall,
        Optional<List<IpSetEntry>> antiSpoof,
        List<Allocation> held,
        Map<String, IpPool> pools) {

    /** Reads what is not known yet. */
    static Seen of(PendingConfig config, Node node, Qemu qemu, List<Allocation> held, Map<String, IpPool> pools) {
        VmFirewall firewall = qemu.firewall();
        return new Seen(
                config, qemu.status(), node.bridges(), firewall.options(), AntiSpoof.entries(firewall), held, pools);
    }
}
