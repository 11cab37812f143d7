package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.cluster.GuestType;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which backups of a storage to prune.
 *
 * @param rules what to keep, absent = the storage's own rules
 * @param type of guests, absent = both
 * @param vmid the guest, absent = all, each on its own
 */
public record PruneQuery(Optional<PruneRules> rules, Optional<GuestType> type, Optional<Vmid> vmid) {

    /** {@return backups of all guests, by the storage's own rules} */
    public static PruneQuery byStorageRules() {
        return new PruneQuery(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return backups of all guests, by other rules}
     *
     * @param rules what to keep
     */
    public static PruneQuery by(PruneRules rules) {
        return new PruneQuery(Optional.of(rules), Optional.empty(), Optional.empty());
    }

    /**
     * {@return this query for one kind of guest}
     *
     * @param wanted the kind
     */
    public PruneQuery type(GuestType wanted) {
        return new PruneQuery(rules, Optional.of(wanted), vmid);
    }

    /**
     * {@return this query for one guest}
     *
     * @param guest its number
     */
    public PruneQuery vmid(Vmid guest) {
        return new PruneQuery(rules, type, Optional.of(guest));
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        rules.ifPresent(value -> params.add(Param.of("prune-backups", value)));
        type.ifPresent(value -> params.add(Param.of("type", value.name().toLowerCase(Locale.ROOT))));
        vmid.ifPresent(value -> params.add(Param.of("vmid", value)));
        return params;
    }
}
