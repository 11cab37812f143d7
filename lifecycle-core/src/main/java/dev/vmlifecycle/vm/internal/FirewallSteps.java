package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.vm.FirewallSpec;
import dev.vmlifecycle.vm.PackageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The VM's firewall. Firewall writes succeed even for a VM that does not exist, so each step first proves the VM by reading
 * it. The anti-spoof set is filled before the options are switched on.
 */
public final class FirewallSteps {
    private static final String SET = AntiSpoof.SET;

    /**
     * Brings rules, anti-spoof set and options to the wanted state, writing differences only.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult configure(VmRun vm) {
        vm.observe();
        FirewallSpec spec = vm.vm().pkg().firewall();
        VmFirewall firewall = vm.firewall();
        List<String> done = new ArrayList<>();
        if (vm.step().pipeline().equals("deploy") && !spec.keepRules()) {
            removeInherited(firewall, done);
        }
        if (antiSpoofs(vm)) {
            fill(vm, firewall, true, done);
        } else {
            removeSet(firewall, done);
        }
        FirewallOptions present = firewall.options();
        Optional<dev.vmlifecycle.proxmox.firewall.FirewallUpdate> update = FirewallDiff.of(present, spec);
        if (update.isPresent()) {
            firewall.updateOptions(update.get());
            done.add("options");
        }
        return done.isEmpty() ? StepResult.skip("no change") : StepResult.done(String.join(", ", done));
    }

    /** Adds missing addresses to the anti-spoof set, and removes none: the first step of a change only opens. */
    static void open(VmRun vm) {
        if (antiSpoofs(vm)) {
            fill(vm, vm.firewall(), false, new ArrayList<>());
        }
    }

    private static boolean antiSpoofs(VmRun vm) {
        return antiSpoofs(vm.vm().pkg());
    }

    static boolean antiSpoofs(PackageSpec pkg) {
        return pkg.firewall().antiSpoof() && !pkg.dhcp();
    }

    /** Only in a deploy, when all rules are the template's: later ones may be the customer's own. */
    private static void removeInherited(VmFirewall firewall, List<String> done) {
        List<FirewallRule> rules = firewall.rules().list();
        int removed = 0;
        while (!rules.isEmpty()) {
            FirewallRule last = rules.get(rules.size() - 1);
            firewall.rules().delete(last.pos(), last.digest().orElseThrow());
            removed++;
            rules = firewall.rules().list(); // each deletion changes the digest and moves the others
        }
        if (removed > 0) {
            done.add(removed + " inherited rules removed");
        }
    }

    /** A set that is no longer wanted must not keep letting addresses pass that may belong to somebody else. */
    private static void removeSet(VmFirewall firewall, List<String> done) {
        Optional<List<IpSetEntry>> present = AntiSpoof.entries(firewall);
        if (present.isPresent()) {
            present.get().forEach(entry -> firewall.ipSets().remove(SET, entry.cidr()));
            firewall.ipSets().delete(SET);
            done.add("anti-spoof set removed");
        }
    }

    private static void fill(VmRun vm, VmFirewall firewall, boolean exactly, List<String> done) {
        Optional<List<IpSetEntry>> present = AntiSpoof.entries(firewall);
        if (present.isEmpty()) {
            firewall.ipSets().create(SET);
        }
        List<IpAddress> wanted = vm.addresses().stream()
                .filter(one -> !one.leaving())
                .map(Allocation::address)
                .toList();
        AntiSpoof difference = AntiSpoof.difference(present.orElse(List.of()), wanted);
        difference.missing().forEach(address -> firewall.ipSets().add(SET, IpSetEntry.of(address.toString())));
        if (exactly) {
            difference.surplus().forEach(cidr -> firewall.ipSets().remove(SET, cidr));
        }
        int removed = exactly ? difference.surplus().size() : 0;
        if (difference.missing().size() + removed > 0) {
            done.add("anti-spoof +" + difference.missing().size() + " -" + removed);
        }
    }
}
