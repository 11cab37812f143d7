package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.VmCounts;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmPage;
import dev.vmlifecycle.vm.VmQuery;
import dev.vmlifecycle.vm.VmView;
import dev.vmlifecycle.vm.store.CountVms;
import dev.vmlifecycle.vm.store.FindVms;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Lists and counts VMs by what a panel shows of them. */
public final class Catalogue {
    private static final String TERMINATE = "terminate";

    private final SubjectStore store;

    /**
     * Makes the catalogue.
     *
     * @param store where the rows are
     */
    public Catalogue(SubjectStore store) {
        this.store = store;
    }

    /**
     * Lists.
     *
     * @param query which VMs
     * @return a page
     */
    public VmPage find(VmQuery query) {
        List<String> keys = store.ask(new FindVms(
                query.status().map(Catalogue::states).orElse(List.of()),
                query.status().map(TERMINATE::equals),
                query.cluster(),
                query.node(),
                query.fqdn().map(name -> name.toString()),
                query.isNeedingAttention(),
                query.after().map(VmKey::value).orElse(""),
                query.atMost() + 1));
        boolean more = keys.size() > query.atMost();
        List<String> page = more ? keys.subList(0, query.atMost()) : keys;
        List<VmView> vms = page.stream()
                .flatMap(key -> store.find(key).stream())
                .map(row -> Views.of(store, row))
                .toList();
        return new VmPage(vms, more ? Optional.of(VmKey.of(page.get(page.size() - 1))) : Optional.empty());
    }

    /** The persisted states behind a status. */
    private static List<String> states(String status) {
        return switch (status) {
            case TERMINATE -> List.of(TERMINATE, "term_stopped", "term_backups", "term_dns", "term_deleted");
            case "ready" -> List.of("ready", "dns_repair");
            case "remove" -> List.of("remove", "dns_cleanup");
            default -> List.of(status);
        };
    }

    /**
     * Counts.
     *
     * @return how many VMs stand where
     */
    public VmCounts counts() {
        TreeMap<String, Long> byStatus = new TreeMap<>();
        long attention = 0;
        long hold = 0;
        for (CountVms.Count count : store.ask(new CountVms())) {
            byStatus.merge(Views.status(count.state(), count.ending()), count.number(), Long::sum);
            attention += count.needsAttention() ? count.number() : 0;
            hold += count.onHold() ? count.number() : 0;
        }
        List<VmCounts.StatusCount> counts = byStatus.entrySet().stream()
                .map(entry -> new VmCounts.StatusCount(entry.getKey(), entry.getValue()))
                .toList();
        return new VmCounts(counts, attention, hold);
    }
}
