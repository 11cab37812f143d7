package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.CnameRule;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changes amount to, given the records as they were read: one edit a set, and verdicts that need no writing. */
final class Plan {

    /** An edit and the changes whose result it decides, by their numbers; only the effective ones needed it. */
    record Part(Edit edit, List<Integer> changes, List<Integer> effective) {}

    private final List<Change> changes;
    private final Capabilities abilities;
    private final Map<RRsetKey, List<StoredRecord>> before = new LinkedHashMap<>();
    private final Map<RRsetKey, RRset> state = new TreeMap<>();
    private final Map<RRsetKey, List<Integer>> touched = new LinkedHashMap<>();
    private final Map<RRsetKey, Boolean> exclusive = new LinkedHashMap<>();

    private final Set<Integer> effective = new HashSet<>();

    final List<Integer> noops = new ArrayList<>();
    final Map<Integer, DnsError> refused = new LinkedHashMap<>();

    private Plan(List<Change> changes, Capabilities abilities, Map<DnsName, List<StoredRecord>> found) {
        this.changes = changes;
        this.abilities = abilities;
        found.forEach((name, records) -> {
            for (StoredRecord record : records) {
                before.computeIfAbsent(new RRsetKey(name, record.type()), any -> new ArrayList<>())
                        .add(record);
            }
            sets(name, records).forEach(set -> state.put(set.key(), set));
        });
    }

    /** Plans these changes, in their order. */
    static Plan of(
            List<Change> changes,
            List<Integer> numbers,
            Capabilities abilities,
            Map<DnsName, List<StoredRecord>> found) {
        Plan plan = new Plan(changes, abilities, found);
        numbers.forEach(plan::consider);
        return plan;
    }

    /** The edits, deletions first: what comes may need the place of what goes. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        touched.forEach((key, numbers) -> {
            Edit edit = new Edit(
                    key,
                    before.getOrDefault(key, List.of()),
                    Optional.ofNullable(state.get(key)),
                    exclusive.getOrDefault(key, false));
            if (edit.added().isEmpty()
                    && edit.removed().isEmpty()
                    && edit.retimed().isEmpty()) {
                noops.addAll(numbers);
            } else {
                parts.add(new Part(
                        edit,
                        numbers,
                        numbers.stream().filter(effective::contains).toList()));
            }
        });
        parts.sort(Comparator.comparing(part -> part.edit().after().isPresent()));
        return parts;
    }

    private void consider(int number) {
        Change change = changes.get(number);
        RRset now = state.get(change.key());
        Optional<RRset> after = change.after(now).map(set -> withinLimits(set, now));
        if (after.equals(Optional.ofNullable(now))) {
            // it holds only if what made it so does
            Optional.ofNullable(touched.get(change.key()))
                    .ifPresentOrElse(numbers -> numbers.add(number), () -> noops.add(number));
            return;
        }
        List<RRset> atName = state.values().stream()
                .filter(set -> set.name().equals(change.name()))
                .toList();
        Optional<DnsError> conflict = after.flatMap(set -> CnameRule.violation(set, atName));
        if (conflict.isPresent()) {
            refused.put(number, conflict.get());
            return;
        }
        after.ifPresentOrElse(set -> state.put(change.key(), set), () -> state.remove(change.key()));
        touched.computeIfAbsent(change.key(), any -> new ArrayList<>()).add(number);
        effective.add(number);
        exclusive.merge(change.key(), meansTheWholeSet(change), Boolean::logicalOr);
    }

    private static boolean meansTheWholeSet(Change change) {
        return !(change instanceof Change.EnsureValues) && !(change instanceof Change.RemoveValues);
    }

    /** A set that exists keeps its TTL even where the provider would not take it for a new one. */
    private RRset withinLimits(RRset set, @Nullable RRset now) {
        if (now != null && now.ttl().equals(set.ttl())) {
            return set;
        }
        Ttl ttl = set.ttl().within(abilities.shortestTtl(), abilities.longestTtl());
        return new RRset(set.name(), set.type(), ttl, set.values());
    }

    static List<RRset> sets(DnsName name, List<StoredRecord> records) {
        Map<RecordType, List<StoredRecord>> byType = new TreeMap<>();
        records.forEach(record ->
                byType.computeIfAbsent(record.type(), any -> new ArrayList<>()).add(record));
        List<RRset> sets = new ArrayList<>();
        byType.forEach((type, same) -> {
            Set<String> values = same.stream().map(StoredRecord::value).collect(Collectors.toSet());
            sets.add(new RRset(name, type, same.get(0).ttl(), values));
        });
        return sets;
    }

    static Optional<DnsError> outside(DnsName zone, DnsName name) {
        return name.isInOrBelow(zone)
                ? Optional.empty()
                : Optional.of(
                        DnsError.of(DnsError.Kind.OUT_OF_ZONE, "name: " + name + " (expected: in zone " + zone + ")"));
    }
}
