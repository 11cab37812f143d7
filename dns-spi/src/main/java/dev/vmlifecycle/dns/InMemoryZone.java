package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.ChangeResult.failed;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The RRsets of one zone and the rules of changing them; guarded by the lock of its provider. */
final class InMemoryZone {

    private final DnsName name;
    private final NavigableMap<RRsetKey, RRset> sets;

    InMemoryZone(DnsName name) {
        this(name, new TreeMap<>());
    }

    private InMemoryZone(DnsName name, NavigableMap<RRsetKey, RRset> sets) {
        this.name = name;
        this.sets = sets;
    }

    InMemoryZone copy() {
        return new InMemoryZone(name, new TreeMap<>(sets));
    }

    DnsName name() {
        return name;
    }

    ChangeResult apply(Change change) {
        Optional<DnsError> outside = outside(change.name());
        if (outside.isPresent()) {
            return failed(change, outside.get());
        }
        @Nullable RRset before = sets.get(change.key());
        Optional<RRset> after = change.after(before);
        if (after.equals(Optional.ofNullable(before))) {
            return ChangeResult.noop(change);
        }
        Optional<DnsError> conflict = after.flatMap(set -> CnameRule.violation(set, at(change.name())));
        if (conflict.isPresent()) {
            return failed(change, conflict.get());
        }
        after.ifPresentOrElse(this::plant, () -> sets.remove(change.key()));
        return ChangeResult.applied(change);
    }

    Optional<DnsError> outside(DnsName owner) {
        return owner.isInOrBelow(name)
                ? Optional.empty()
                : Optional.of(
                        DnsError.of(DnsError.Kind.OUT_OF_ZONE, "name: " + owner + " (expected: in zone " + name + ")"));
    }

    void plant(RRset rrset) {
        sets.put(rrset.key(), rrset);
    }

    List<RRset> at(DnsName owner) {
        // "A" sorts before every other mnemonic
        return sets.tailMap(new RRsetKey(owner, RecordType.A)).values().stream()
                .takeWhile(set -> set.name().equals(owner))
                .toList();
    }

    List<RRset> all() {
        return List.copyOf(sets.values());
    }
}
