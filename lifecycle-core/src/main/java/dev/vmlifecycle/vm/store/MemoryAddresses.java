package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.AddressUnavailableException;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.HolderOf;
import dev.vmlifecycle.ip.ImportAddresses;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.ip.PoolUsage;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Addresses given and released, in memory. Guarded by the store's lock. */
final class MemoryAddresses {
    private final Map<Place, Allocation> held = new HashMap<>();
    private final Map<Place, Released> released = new HashMap<>();

    private record Place(String domain, IpAddress address) {}

    private record Released(Instant at, Instant quarantineUntil) {}

    List<Allocation> of(String key) {
        return held.values().stream()
                .filter(allocation -> allocation.key().equals(key))
                .sorted(Comparator.comparing(
                                (Allocation allocation) -> allocation.address().family())
                        .thenComparing(Allocation::ordinal)
                        .thenComparing(Allocation::address))
                .toList();
    }

    List<Allocation> reserve(ReserveAddresses ask, Instant now) {
        List<Allocation> mine = of(ask.key(), ask.family());
        List<Allocation> leaving = mine.stream().filter(Allocation::leaving).toList();
        int wanted = ask.count() - (mine.size() - leaving.size());
        List<Allocation> given = new ArrayList<>();
        Set<Integer> ordinals =
                new HashSet<>(mine.stream().map(Allocation::ordinal).toList());
        Set<Place> taken = new HashSet<>();
        for (IpAddress address : ask.named()) {
            named(ask, mine, address, now, ordinals).ifPresent(given::add);
        }
        given.forEach(one -> taken.add(new Place(one.domain(), one.address())));
        int missing = Math.max(wanted, given.size());
        leaving.stream()
                .filter(one -> given.stream().noneMatch(other -> other.address().equals(one.address())))
                .limit(Math.max(0, missing - given.size()))
                .map(one -> leaving(one, false))
                .forEach(given::add);
        for (IpPool pool : ask.pools()) {
            while (pool.family() == ask.family() && given.size() < missing) {
                Optional<IpAddress> found = find(pool, taken, now);
                if (found.isEmpty()) {
                    break;
                }
                taken.add(place(pool, found.get()));
                given.add(allocate(ask.key(), pool, found.get(), lowestFree(ordinals)));
            }
        }
        if (given.size() < missing) {
            throw new PoolExhaustedException(ask, missing - given.size());
        }
        given.forEach(this::put);
        return of(ask.key());
    }

    /** What must be written for the VM to hold an address that was asked for; empty when it does. */
    private Optional<Allocation> named(
            ReserveAddresses ask, List<Allocation> mine, IpAddress address, Instant now, Set<Integer> ordinals) {
        IpPool pool = ask.poolOf(address);
        Place place = place(pool, address);
        Optional<Allocation> own =
                mine.stream().filter(one -> one.address().equals(address)).findFirst();
        if (own.isPresent()) {
            return own.filter(Allocation::leaving).map(one -> leaving(one, false));
        }
        Allocation holder = held.get(place);
        if (holder != null) {
            throw new AddressUnavailableException(ask.key(), address, "held by " + holder.key());
        }
        Released before = released.get(place);
        if (before != null && before.quarantineUntil().isAfter(now)) {
            throw new AddressUnavailableException(
                    ask.key(), address, "in quarantine until " + before.quarantineUntil());
        }
        return Optional.of(allocate(ask.key(), pool, address, lowestFree(ordinals)));
    }

    Optional<String> holder(HolderOf of) {
        return Optional.ofNullable(held.get(new Place(of.domain(), of.address())))
                .map(Allocation::key);
    }

    PoolUsage usage(IpPool pool, Instant now) {
        long allocated =
                held.keySet().stream().filter(place -> isOf(pool, place)).count();
        long quarantined = released.entrySet().stream()
                .filter(entry -> isOf(pool, entry.getKey()))
                .filter(entry -> entry.getValue().quarantineUntil().isAfter(now))
                .count();
        return new PoolUsage(pool.id(), pool.size(), allocated, quarantined);
    }

    private static boolean isOf(IpPool pool, Place place) {
        return place.domain().equals(pool.scope().domain()) && pool.mayGive(place.address());
    }

    List<ImportAddresses.Result> take(ImportAddresses ask) {
        List<ImportAddresses.Result> results = new ArrayList<>();
        for (ImportAddresses.InPool one : ask.addresses()) {
            Place place = place(one.pool(), one.address());
            Optional<String> holder = Optional.ofNullable(held.get(place)).map(Allocation::key);
            if (holder.isEmpty()) {
                Set<Integer> ordinals =
                        new HashSet<>(of(ask.key(), one.address().family()).stream()
                                .map(Allocation::ordinal)
                                .toList());
                put(allocate(ask.key(), one.pool(), one.address(), lowestFree(ordinals)));
            }
            results.add(
                    new ImportAddresses.Result(one.address(), outcome(ask.key(), holder), holder.orElse(ask.key())));
        }
        return List.copyOf(results);
    }

    private static ImportAddresses.Outcome outcome(String key, Optional<String> holder) {
        if (holder.isEmpty()) {
            return ImportAddresses.Outcome.IMPORTED;
        }
        return holder.get().equals(key)
                ? ImportAddresses.Outcome.ALREADY_HELD
                : ImportAddresses.Outcome.HELD_BY_ANOTHER;
    }

    void mark(MarkLeaving mark) {
        for (Allocation allocation : of(mark.key())) {
            if (mark.addresses().contains(allocation.address())) {
                put(leaving(allocation, true));
            }
        }
    }

    void release(ReleaseAddresses release, Instant now) {
        for (Allocation allocation : of(release.key())) {
            if (allocation.leaving() || !release.onlyLeaving()) {
                Place place = new Place(allocation.domain(), allocation.address());
                held.remove(place);
                released.put(
                        place,
                        new Released(now, now.plusMillis(release.quarantine().toMillis())));
            }
        }
    }

    private List<Allocation> of(String key, IpFamily family) {
        return of(key).stream()
                .filter(allocation -> allocation.address().family() == family)
                .toList();
    }

    private Optional<IpAddress> find(IpPool pool, Set<Place> taken, Instant now) {
        for (IpRange range : pool.ranges()) {
            Optional<IpAddress> candidate = Optional.of(range.first());
            while (candidate.filter(range::contains).isPresent()) {
                IpAddress address = candidate.get();
                if (pool.mayGive(address) && isNeverUsed(place(pool, address), taken)) {
                    return candidate;
                }
                candidate = address.next();
            }
        }
        return releasedLongestAgo(pool, taken, now);
    }

    private boolean isNeverUsed(Place place, Set<Place> taken) {
        return !held.containsKey(place) && !released.containsKey(place) && !taken.contains(place);
    }

    private Optional<IpAddress> releasedLongestAgo(IpPool pool, Set<Place> taken, Instant now) {
        return released.entrySet().stream()
                .filter(entry -> entry.getKey().domain().equals(pool.scope().domain()))
                .filter(entry -> pool.mayGive(entry.getKey().address()) && !taken.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().quarantineUntil().isAfter(now))
                .min(Comparator.comparing((Map.Entry<Place, Released> entry) ->
                                entry.getValue().at())
                        .thenComparing(entry -> entry.getKey().address()))
                .map(entry -> entry.getKey().address());
    }

    private void put(Allocation allocation) {
        Place place = new Place(allocation.domain(), allocation.address());
        released.remove(place);
        held.put(place, allocation);
    }

    private static Place place(IpPool pool, IpAddress address) {
        return new Place(pool.scope().domain(), address);
    }

    private static Allocation allocate(String key, IpPool pool, IpAddress address, int ordinal) {
        return new Allocation(
                key,
                pool.scope().domain(),
                pool.id(),
                address,
                pool.network().prefixLength(),
                pool.gateway(),
                ordinal,
                false);
    }

    private static Allocation leaving(Allocation allocation, boolean leaving) {
        return new Allocation(
                allocation.key(),
                allocation.domain(),
                allocation.pool(),
                allocation.address(),
                allocation.prefixLength(),
                allocation.gateway(),
                allocation.ordinal(),
                leaving);
    }

    private static int lowestFree(Set<Integer> ordinals) {
        int ordinal = 0;
        while (!ordinals.add(ordinal)) {
            ordinal++;
        }
        return ordinal;
    }
}
