package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.vm.FirewallSpec;
import java.util.Optional;

/** The difference between a VM's firewall options and a package's. An absent option has Proxmox's default, so it is written. */
final class FirewallDiff {
    private FirewallDiff() {}

    static Optional<FirewallUpdate> of(FirewallOptions present, FirewallSpec spec) {
        FirewallUpdate.Builder update = FirewallUpdate.builder();
        boolean differs = false;
        if (!present.enable().equals(Optional.of(spec.enable()))) {
            update.enable(spec.enable());
            differs = true;
        }
        if (!present.dhcp().equals(Optional.of(spec.dhcp()))) {
            update.dhcp(spec.dhcp());
            differs = true;
        }
        if (!present.ndp().equals(Optional.of(spec.ndp()))) {
            update.ndp(spec.ndp());
            differs = true;
        }
        if (!present.radv().equals(Optional.of(spec.radv()))) {
            update.radv(spec.radv());
            differs = true;
        }
        if (!present.macfilter().equals(Optional.of(spec.macFilter()))) {
            update.macfilter(spec.macFilter());
            differs = true;
        }
        if (!present.ipfilter().equals(Optional.of(spec.ipFilter()))) {
            update.ipfilter(spec.ipFilter());
            differs = true;
        }
        differs |= trafficDiffers(present, spec, update);
        if (!differs) {
            return Optional.empty();
        }
        present.digest().ifPresent(update::digest);
        return Optional.of(update.build());
    }

    private static boolean trafficDiffers(FirewallOptions present, FirewallSpec spec, FirewallUpdate.Builder update) {
        boolean differs = false;
        if (!present.policyIn().equals(Optional.of(spec.policyIn()))) {
            update.policyIn(spec.policyIn());
            differs = true;
        }
        if (!present.policyOut().equals(Optional.of(spec.policyOut()))) {
            update.policyOut(spec.policyOut());
            differs = true;
        }
        if (!present.logLevelIn().equals(Optional.of(spec.logIn()))) {
            update.logLevelIn(spec.logIn());
            differs = true;
        }
        if (!present.logLevelOut().equals(Optional.of(spec.logOut()))) {
            update.logLevelOut(spec.logOut());
            differs = true;
        }
        return differs;
    }
}
