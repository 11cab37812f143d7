package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.ip.HolderOf;
import dev.vmlifecycle.ip.ImportAddresses;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.PoolUsage;
import dev.vmlifecycle.ip.UsageOf;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.AddressImport;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.HeldAddress;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hosts and administrators ask about addresses. */
public final class AddressDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AddressDesk.class);

    private final SubjectStore store;
    private final Map<String, IpPool> pools;

    /**
     * Makes the desk.
     *
     * @param store where allocations are
     * @param pools the pools by id
     */
    public AddressDesk(SubjectStore store, Map<String, IpPool> pools) {
        this.store = store;
        this.pools = pools;
    }

    /**
     * How full the pools are.
     *
     * @return in order of their ids
     */
    public List<PoolUsage> usage() {
        return pools.values().stream()
                .sorted(Comparator.comparing(IpPool::id))
                .map(pool -> store.ask(new UsageOf(pool)))
                .toList();
    }

    /** Refuses a request that names addresses it cannot have. Whoever is faster in between is met in the step. */
    void requireAddresses(DeployRequest request) {
        Placement place = request.placement();
        require(place, IpFamily.V4, request.pkg().ipv4());
        require(place, IpFamily.V6, request.pkg().ipv6());
        for (IpAddress address : place.addresses()) {
            IpPool pool = poolOf(place, address);
            Optional<String> holder = store.ask(new HolderOf(pool.scope().domain(), address))
                    .filter(key -> !key.equals(request.key().value()));
            if (holder.isPresent()) {
                throw unavailable("address " + address + ": held by vm " + holder.get() + " (expected: a free one)");
            }
        }
    }

    private static void require(Placement place, IpFamily family, int most) {
        List<IpAddress> named = named(place, family);
        if (named.size() > most) {
            throw unavailable("addresses " + named + " (expected: at most " + most + " of " + family
                    + ", as the package includes)");
        }
    }

    static List<IpAddress> named(Placement place, IpFamily family) {
        return place.addresses().stream()
                .filter(address -> address.family() == family)
                .toList();
    }

    private IpPool poolOf(Placement place, IpAddress address) {
        return place.pools().stream()
                .map(pools::get)
                .filter(pool -> pool != null && pool.mayGive(address) && fits(pool, place))
                .findFirst()
                .orElseThrow(() -> unavailable(
                        "address " + address + ": in none of pools " + place.pools() + " that fit (expected: in one)"));
    }

    private static boolean fits(IpPool pool, Placement place) {
        return (place.candidates().isEmpty() ? List.of(place.node()) : place.candidates())
                .stream()
                        .anyMatch(node -> pool.fits(
                                place.cluster(),
                                node.value(),
                                place.net().bridge(),
                                place.net().vlan()));
    }

    private static VmException unavailable(String message) {
        return new VmException(VmException.Code.ADDRESS_UNAVAILABLE, message);
    }

    /**
     * Notes addresses that VMs have already.
     *
     * @param held which
     * @param actor who asks, and why
     * @return what became of each, in the same order
     */
    public List<AddressImport> take(List<HeldAddress> held, Actor actor) {
        held.forEach(one -> requirePool(one.pool()));
        Map<HeldAddress, AddressImport> results = new LinkedHashMap<>();
        Map<VmKey, List<HeldAddress>> byKey = new LinkedHashMap<>();
        for (HeldAddress one : held) {
            if (requirePool(one.pool()).network().contains(one.address())) {
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one);
            } else {
                results.put(one, new AddressImport(one, AddressImport.Outcome.OUTSIDE, ""));
            }
        }
        byKey.forEach((key, list) -> take(key, list, actor, results));
        return held.stream().map(results::get).toList();
    }

    private IpPool requirePool(String id) {
        IpPool pool = pools.get(id);
        if (pool == null) {
            throw new VmException(
                    VmException.Code.UNKNOWN_PLACE, "pool: " + id + " (expected: one of " + pools.keySet() + ")");
        }
        return pool;
    }

    private void take(VmKey key, List<HeldAddress> held, Actor actor, Map<HeldAddress, AddressImport> results) {
        ImportAddresses ask = new ImportAddresses(
                key.value(),
                held.stream()
                        .map(one -> new ImportAddresses.InPool(one.address(), requirePool(one.pool())))
                        .toList());
        String text = held.stream().map(HeldAddress::address).toList() + " by " + actor;
        List<ImportAddresses.Result> answers = store.administer(
                        key.value(), ask, List.of(new NewEvent("addresses_imported", text)))
                .orElseGet(() -> {
                    // nobody's log to tell it to
                    LOG.info("addresses imported for {}, which has no record yet: {}", key, text);
                    return store.administer(ask);
                });
        for (int i = 0; i < held.size(); i++) {
            ImportAddresses.Result answer = answers.get(i);
            AddressImport.Outcome outcome =
                    AddressImport.Outcome.valueOf(answer.outcome().name());
            results.put(held.get(i), new AddressImport(held.get(i), outcome, answer.holder()));
        }
    }
}
