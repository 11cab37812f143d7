package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.Ttl;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to become of one RRset: all changes of a call that concern it, taken together.
 *
 * @param key the RRset
 * @param before its records when they were read; unmodifiable
 * @param after the set as it is to be, TTL within the provider's limits; empty when it is to go
 * @param exclusive whether {@code after} is the whole set, so that values somebody adds meanwhile are to go too
 */
public record Edit(RRsetKey key, List<StoredRecord> before, Optional<RRset> after, boolean exclusive) {

    /**
     * An edit.
     *
     * @param key the RRset
     * @param before its records when they were read
     * @param after the set as it is to be
     * @param exclusive whether that is the whole set
     */
    public Edit {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(after, "after");
        before = List.copyOf(before);
    }

    /**
     * {@return the values that are to be there and are not; sorted}
     */
    public Set<String> added() {
        Set<String> added = new TreeSet<>(wanted());
        before.forEach(record -> added.remove(record.value()));
        return added;
    }

    /**
     * {@return the records that are there and are to go: a value twice is one too many}
     */
    public List<StoredRecord> removed() {
        Set<String> seen = new LinkedHashSet<>();
        return before.stream()
                .filter(record -> !wanted().contains(record.value()) || !seen.add(record.value()))
                .toList();
    }

    /**
     * {@return the records that stay}
     */
    public List<StoredRecord> kept() {
        Set<String> seen = new LinkedHashSet<>();
        return before.stream()
                .filter(record -> wanted().contains(record.value()) && seen.add(record.value()))
                .toList();
    }

    /**
     * {@return the records that stay and get another TTL}
     */
    public List<StoredRecord> retimed() {
        Ttl wanted = after.map(RRset::ttl).orElse(null);
        return exclusive
                ? kept().stream().filter(record -> !record.ttl().equals(wanted)).toList()
                : List.of();
    }

    /**
     * {@return the records of the added values}
     */
    public List<NewRecord> additions() {
        return after.map(set -> added().stream()
                        .map(value -> new NewRecord(key.name(), key.type(), set.ttl(), value))
                        .toList())
                .orElse(List.of());
    }

    /** Whether the records now at the key are what the edit wanted. */
    boolean isDone(Collection<StoredRecord> now) {
        Set<String> values = new TreeSet<>();
        now.forEach(record -> values.add(record.value()));
        if (exclusive) {
            return values.equals(new TreeSet<>(wanted()));
        }
        return values.containsAll(added())
                && removed().stream()
                        .noneMatch(record -> !wanted().contains(record.value()) && values.contains(record.value()));
    }

    private Set<String> wanted() {
        return after.map(RRset::values).orElse(Set.of());
    }
}
