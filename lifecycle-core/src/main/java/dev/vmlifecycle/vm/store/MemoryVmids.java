package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.proxmox.Vmid;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** VMIDs reserved and retired, in memory. Guarded by the store's lock. */
final class MemoryVmids {
    private final Map<String, NavigableMap<Vmid, Slot>> clusters = new TreeMap<>();

    /** Reserved while it has a holder; retired at an instant otherwise. */
    private record Slot(Optional<String> holder, Instant retiredAt, Instant quarantineUntil) {

        boolean isTaken(Instant now) {
            return holder.isPresent() || quarantineUntil.isAfter(now);
        }
    }

    Vmid reserve(ReserveVmid ask, Instant now) {
        NavigableMap<Vmid, Slot> slots = clusters.computeIfAbsent(ask.cluster(), name -> new TreeMap<>());
        Optional<Vmid> held = held(slots, ask.key());
        if (held.isPresent() && !ask.refused().contains(held.get())) {
            return held.get();
        }
        Vmid vmid = lowestFree(ask, slots, now)
                .or(() -> retiredLongestAgo(ask, slots))
                .orElseThrow(() -> new VmidRangeExhaustedException(ask));
        held.ifPresent(back -> slots.put(
                back,
                new Slot(Optional.empty(), now, now.plusMillis(ask.quarantine().toMillis()))));
        slots.put(vmid, new Slot(Optional.of(ask.key()), now, now));
        return vmid;
    }

    Optional<Vmid> reserved(ReservedVmid ask) {
        return Optional.ofNullable(clusters.get(ask.cluster())).flatMap(slots -> held(slots, ask.key()));
    }

    private static Optional<Vmid> held(NavigableMap<Vmid, Slot> slots, String key) {
        return slots.entrySet().stream()
                .filter(slot -> slot.getValue().holder().equals(Optional.of(key)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void retire(RetireVmid retire, Instant now) {
        Slot retired = new Slot(
                Optional.empty(), now, now.plusMillis(retire.quarantine().toMillis()));
        for (NavigableMap<Vmid, Slot> slots : clusters.values()) {
            slots.replaceAll((vmid, slot) -> slot.holder().equals(Optional.of(retire.key())) ? retired : slot);
        }
    }

    private static Optional<Vmid> lowestFree(ReserveVmid ask, NavigableMap<Vmid, Slot> slots, Instant now) {
        for (int number = ask.first().value(); number <= ask.last().value(); number++) {
            Vmid vmid = new Vmid(number);
            Slot slot = slots.get(vmid);
            if (!ask.refused().contains(vmid) && (slot == null || !slot.isTaken(now))) {
                return Optional.of(vmid);
            }
        }
        return Optional.empty();
    }

    private static Optional<Vmid> retiredLongestAgo(ReserveVmid ask, NavigableMap<Vmid, Slot> slots) {
        return slots.entrySet().stream()
                .filter(slot -> slot.getValue().holder().isEmpty())
                .filter(slot -> slot.getKey().compareTo(ask.first()) >= 0
                        && slot.getKey().compareTo(ask.last()) <= 0)
                .filter(slot -> !ask.refused().contains(slot.getKey()))
                .min(Comparator.comparing(
                                (Map.Entry<Vmid, Slot> slot) -> slot.getValue().retiredAt())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
