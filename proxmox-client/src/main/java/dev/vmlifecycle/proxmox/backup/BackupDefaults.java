package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.Map;
import java.util.Optional;

/** What a node takes for options a backup does not set. Keys without an accessor are there by {@link #get}. Immutable. */
public final class BackupDefaults {

    private final WireMap values;

    private BackupDefaults(WireMap values) {
        this.values = values;
    }

    /**
     * {@return defaults with these values}
     *
     * @param values by key, in wire form
     */
    public static BackupDefaults of(Map<String, String> values) {
        return new BackupDefaults(WireMap.of(values));
    }

    /** {@return where backups go} */
    public Optional<StorageId> storage() {
        return values.read("storage", StorageId::of);
    }

    /** {@return how running guests are treated} */
    public Optional<BackupMode> mode() {
        return values.read("mode", BackupMode::parse);
    }

    /** {@return how archives are compressed} */
    public Optional<Compression> compress() {
        return values.read("compress", Compression::parse);
    }

    /** {@return which backups are kept} */
    public Optional<PruneRules> prune() {
        return values.text("prune-backups").map(PruneRules::parse);
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
        return other instanceof BackupDefaults that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "BackupDefaults" + values;
    }
}
