package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A backup made by schedule. Keys without an accessor are there by {@link #get}. Immutable. */
public final class BackupJob {

    private final String id;
    private final WireMap values;

    private BackupJob(String id, WireMap values) {
        this.id = id;
        this.values = values;
    }

    /**
     * {@return a job with these values}
     *
     * @param id its name
     * @param values by key, in wire form
     */
    public static BackupJob of(String id, Map<String, String> values) {
        return new BackupJob(id, WireMap.of(values));
    }

    /** {@return its name} */
    public String id() {
        return id;
    }

    /** {@return when it runs, as a calendar event such as {@code mon..fri 02:00}} */
    public Optional<String> schedule() {
        return values.text("schedule");
    }

    /** {@return when it runs next} */
    public Optional<Instant> nextRun() {
        return values.instant("next-run");
    }

    /** {@return whether it runs at all} */
    public boolean enabled() {
        return values.flag("enabled").orElse(true);
    }

    /** {@return which guests; absent for a job this version does not understand. A guest that is gone stays in it} */
    public Optional<BackupSelection> selection() {
        if (values.isSet("all")) {
            return values.read("exclude", BackupJob::vmids)
                    .or(() -> Optional.of(List.of()))
                    .map(BackupSelection.All::new);
        }
        Optional<BackupSelection> pool = values.read("pool", PoolId::of).map(BackupSelection.OfPool::new);
        return pool.or(() -> values.read("vmid", BackupJob::vmids).map(BackupSelection.Guests::new));
    }

    /** {@return where backups go} */
    public Optional<StorageId> storage() {
        return values.read("storage", StorageId::of);
    }

    /** {@return how running guests are treated} */
    public Optional<BackupMode> mode() {
        return values.read("mode", BackupMode::parse);
    }

    /** {@return the only node it runs on, absent for all} */
    public Optional<NodeName> node() {
        return values.read("node", NodeName::of);
    }

    /** {@return which backups are kept} */
    public Optional<PruneRules> prune() {
        return values.text("prune-backups").map(PruneRules::parse);
    }

    /** {@return free text} */
    public Optional<String> comment() {
        return values.text("comment");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupJob that && id.equals(that.id) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "BackupJob[" + id + "]";
    }

    private static List<Vmid> vmids(String text) {
        return Stream.of(text.split("[,; ]+", -1)).map(Vmid::parse).toList();
    }
}
