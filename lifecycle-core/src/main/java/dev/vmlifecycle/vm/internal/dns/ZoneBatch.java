package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.vm.store.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one zone of one binding gets in one call. Entries name the binding and the zone they were written to, which may be another
 * than the binding has today.
 *
 * @param binding the binding's id
 * @param zone the zone
 * @param going what shall not be there
 * @param coming what shall be there
 */
public record ZoneBatch(String binding, DnsName zone, List<LedgerEntry> going, List<LedgerEntry> coming) {

    /**
     * Copies the lists.
     *
     * @param binding the binding's id
     * @param zone the zone
     * @param going what shall not be there
     * @param coming what shall be there
     */
    public ZoneBatch {
        going = List.copyOf(going);
        coming = List.copyOf(coming);
    }

    private record Place(String binding, DnsName zone) {}

    /**
     * Sorts entries by where they belong.
     *
     * @param going what shall not be there
     * @param coming what shall be there
     * @return one batch a zone, in the order in which the entries name them
     */
    public static List<ZoneBatch> of(Collection<LedgerEntry> going, Collection<LedgerEntry> coming) {
        Map<Place, List<LedgerEntry>> out = byPlace(going);
        Map<Place, List<LedgerEntry>> in = byPlace(coming);
        Map<Place, ZoneBatch> batches = new LinkedHashMap<>();
        List<Place> places = new ArrayList<>(in.keySet());
        places.addAll(out.keySet());
        for (Place place : places) {
            batches.computeIfAbsent(
                    place,
                    any -> new ZoneBatch(
                            place.binding(),
                            place.zone(),
                            out.getOrDefault(place, List.of()),
                            in.getOrDefault(place, List.of())));
        }
        return List.copyOf(batches.values());
    }

    private static Map<Place, List<LedgerEntry>> byPlace(Collection<LedgerEntry> entries) {
        Map<Place, List<LedgerEntry>> places = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            places.computeIfAbsent(new Place(entry.binding(), entry.zone()), any -> new ArrayList<>())
                    .add(entry);
        }
        return places;
    }
}
