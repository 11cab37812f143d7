package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Addresses: reserved before the VM exists, given up only after it no longer holds them. */
public final class IpSteps {

    /**
     * Deploy: reserves the package's addresses.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult reserve(VmRun vm) {
        NodeChoice.decide(vm);
        PackageSpec pkg = vm.vm().pkg();
        if (pkg.dhcp() || pkg.ipv4() + pkg.ipv6() == 0) {
            return StepResult.skip(pkg.dhcp() ? "dhcp" : "no addresses");
        }
        // what was asked for by name goes first: nobody else may get it meanwhile
        named(vm, IpFamily.V4, pkg.ipv4());
        named(vm, IpFamily.V6, pkg.ipv6());
        List<Allocation> held = hold(vm);
        held.forEach(one -> vm.step().detail(one.address() + "/" + one.prefixLength() + " from pool " + one.pool()));
        tellHost(vm, held);
        return StepResult.done();
    }

    private static void named(VmRun vm, IpFamily family, int count) {
        List<IpAddress> named = AddressDesk.named(vm.vm().placement(), family);
        if (!named.isEmpty()) {
            vm.step().call(new ReserveAddresses(vm.key(), family, count, pools(vm, family), named));
        }
    }

    /** Makes sure the VM holds what its package includes; answers all it holds, leaving ones included. */
    static List<Allocation> hold(VmRun vm) {
        PackageSpec pkg = vm.vm().pkg();
        reserve(vm, IpFamily.V4, pkg.dhcp() ? 0 : pkg.ipv4());
        reserve(vm, IpFamily.V6, pkg.dhcp() ? 0 : pkg.ipv6());
        return vm.addresses();
    }

    /** Marks what the package no longer includes as leaving: the last ones of each family. */
    static List<Allocation> surplus(VmRun vm, List<Allocation> held) {
        PackageSpec pkg = vm.vm().pkg();
        List<Allocation> surplus = new ArrayList<>();
        surplus.addAll(beyond(held, IpFamily.V4, pkg.dhcp() ? 0 : pkg.ipv4()));
        surplus.addAll(beyond(held, IpFamily.V6, pkg.dhcp() ? 0 : pkg.ipv6()));
        if (!surplus.isEmpty()) {
            vm.step()
                    .commit(new MarkLeaving(
                            vm.key(), surplus.stream().map(Allocation::address).toList()));
        }
        return surplus;
    }

    /**
     * Tells the host which addresses the VM has, if it was last told of others. What it was told is part of the record: an attempt that
     * died after reserving must not make the next one believe that the host knows.
     */
    static void tellHost(VmRun vm, List<Allocation> held) {
        List<IpAddress> addresses = held.stream()
                .filter(one -> !one.leaving())
                .map(Allocation::address)
                .toList();
        if (!addresses.equals(vm.vm().assigned())) {
            HostCalls.assigned(vm, addresses);
            vm.vm(vm.vm().withAssigned(addresses));
        }
    }

    private static List<Allocation> beyond(List<Allocation> held, IpFamily family, int wanted) {
        return held.stream()
                .filter(one -> one.address().family() == family && !one.leaving())
                .skip(wanted)
                .toList();
    }

    private static void reserve(VmRun vm, IpFamily family, int count) {
        if (count > 0) {
            vm.step().call(new ReserveAddresses(vm.key(), family, count, pools(vm, family)));
        }
    }

    private static List<IpPool> pools(VmRun vm, IpFamily family) {
        Placement place = vm.vm().placement();
        List<IpPool> pools = place.pools().stream()
                .map(vm.services().pools()::get)
                .filter(Objects::nonNull)
                .filter(pool -> pool.family() == family)
                .filter(pool -> pool.fits(
                        place.cluster(),
                        place.node().value(),
                        place.net().bridge(),
                        place.net().vlan()))
                .toList();
        if (pools.isEmpty()) {
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "address pools " + place.pools() + ": none with " + family + " addresses fits cluster "
                            + place.cluster() + ", node " + place.node() + ", bridge "
                            + place.net().bridge() + " (expected: at least one)");
        }
        return pools;
    }
}
