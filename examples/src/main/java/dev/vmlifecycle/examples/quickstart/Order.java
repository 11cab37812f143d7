package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.PackageSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be walked.
 *
 * @param request the deploy
 * @param changed the package afterwards, equal to the deployed one when nothing is to change
 * @param pools where addresses come from
 * @param zones the zones of the in-memory DNS
 * @param password the guest user's password
 * @param settle how long a lost call may still take effect
 */
record Order(
        DeployRequest request,
        PackageSpec changed,
        List<IpPool> pools,
        List<DnsName> zones,
        Optional<Secret> password,
        Duration settle) {

    Order {
        pools = List.copyOf(pools);
        zones = List.copyOf(zones);
    }
}
