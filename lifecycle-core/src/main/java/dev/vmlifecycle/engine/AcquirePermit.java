package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Asks for a permit, or else for a place in its queue. Idempotent: who has it keeps it, who waits keeps the place.
 *
 * <p>The store answers askers of one name one after the other. It forgets entries of subjects at rest (not due, not held back, not
 * claimed), reads the rest, lets {@link #judge} decide and writes the asker's own entry. A permit is given back by {@link
 * ReleasePermits} or by coming to rest.
 *
 * @param key the subject
 * @param name the permit
 * @param limit how many may hold it
 */
public record AcquirePermit(String key, PermitName name, PermitLimit limit) implements StoreCall<PermitAnswer> {

    /** Who has not asked for so long does not keep others from their turn; its place in the queue is kept. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Comparator<PermitEntry> IN_TURN =
            Comparator.comparing(PermitEntry::askedAt).thenComparing(PermitEntry::key);

    /**
     * Decides, for stores: granted when those who hold it and those who wait with an earlier place leave room.
     *
     * @param entries all of this name whose subjects are not at rest; the asker's own may be among them
     * @param now the store's now
     * @return the answer
     */
    public PermitAnswer judge(Collection<PermitEntry> entries, Instant now) {
        Optional<PermitEntry> own =
                entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        PermitEntry place = own.orElseGet(() -> new PermitEntry(key, false, placeAfter(entries, now), now));
        int inUse = (int) entries.stream()
                .filter(entry -> entry.granted() && !entry.key().equals(key))
                .count();
        int ahead = (int) entries.stream()
                .filter(entry -> !entry.granted() && IN_TURN.compare(entry, place) < 0)
                .filter(entry -> entry.seenAt().plus(PATIENCE).isAfter(now))
                .count();
        return new PermitAnswer(place.granted() || inUse + ahead < limit.count(), inUse, ahead);
    }

    /**
     * The place of an asker that is not in the book yet, for stores: now, but behind everybody who is in it, also when they asked in
     * the same millisecond.
     *
     * @param entries all of this name
     * @param now the store's now
     * @return its {@link PermitEntry#askedAt}
     */
    public static Instant placeAfter(Collection<PermitEntry> entries, Instant now) {
        return entries.stream()
                .map(entry -> entry.askedAt().plusMillis(1))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
    }
}
