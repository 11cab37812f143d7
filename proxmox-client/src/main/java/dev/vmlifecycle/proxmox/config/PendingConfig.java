package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with what runs now and what waits for the next power cycle told apart. A plain read merges both, so a
 * comparison with the wanted state of a VM that may run needs this one.
 *
 * <p>Immutable.
 */
public final class PendingConfig {

    /**
     * One key.
     *
     * @param key as the API spells it
     * @param value what runs now, absent when not set
     * @param pending what it will be, absent when there is no new value
     * @param delete whether it will be gone
     */
    public record Row(String key, Optional<String> value, Optional<String> pending, boolean delete) {

        /** {@return whether it waits for a power cycle} */
        public boolean isPending() {
            return delete || pending.isPresent();
        }
    }

    private final TreeMap<String, Row> rows = new TreeMap<>();

    private PendingConfig(List<Row> rows) {
        rows.forEach(row -> this.rows.put(row.key(), row));
    }

    /**
     * {@return a configuration with these rows}
     *
     * @param rows one a key
     */
    public static PendingConfig of(List<Row> rows) {
        return new PendingConfig(rows);
    }

    /** {@return the rows, ordered by key} */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /**
     * {@return what runs now}
     *
     * @param key as the API spells it
     */
    public Optional<String> value(String key) {
        return row(key).flatMap(Row::value);
    }

    /**
     * {@return the value that waits}
     *
     * @param key as the API spells it
     */
    public Optional<String> pending(String key) {
        return row(key).flatMap(Row::pending);
    }

    /**
     * {@return whether the removal of the key waits}
     *
     * @param key as the API spells it
     */
    public boolean deletePending(String key) {
        return row(key).filter(Row::delete).isPresent();
    }

    /** {@return whether anything waits} */
    public boolean hasPending() {
        return rows.values().stream().anyMatch(Row::isPending);
    }

    /** {@return the keys that wait} */
    public NavigableSet<String> pendingKeys() {
        NavigableSet<String> keys = new TreeSet<>();
        rows.values().stream().filter(Row::isPending).map(Row::key).forEach(keys::add);
        return keys;
    }

    /** {@return the checksum to send with a write} */
    public Optional<Digest> digest() {
        return value("digest").map(Digest::of);
    }

    /** {@return the lock, absent when not locked} */
    public Optional<String> lock() {
        return value("lock");
    }

    /** {@return what runs now} */
    public QemuConfig asConfig() {
        return collect(row -> row.value().orElse(null));
    }

    /** {@return what will run after the next power cycle; the same as {@link #asConfig()} when nothing waits} */
    public QemuConfig wanted() {
        return collect(row -> row.delete() ? null : row.pending().or(row::value).orElse(null));
    }

    /** {@return the keys, and which of them wait; values may be confidential} */
    @Override
    public String toString() {
        return "PendingConfig" + rows.keySet() + " pending " + pendingKeys();
    }

    private Optional<Row> row(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    private interface Choice {
        @Nullable
        String of(Row row);
    }

    private QemuConfig collect(Choice choice) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Row row : rows.values()) {
            String value = choice.of(row);
            if (value != null) {
                values.put(row.key(), value);
            }
        }
        return QemuConfig.of(values);
    }
}
