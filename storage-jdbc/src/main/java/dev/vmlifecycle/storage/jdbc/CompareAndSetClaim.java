package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims optimistically, for databases without SKIP LOCKED: looks for candidates, then takes each by an UPDATE that changes it
 * only while it is as it was seen and still claimable. Who comes second changes nothing and looks again.
 */
final class CompareAndSetClaim implements ClaimStrategy {
    // more than asked, so that a worker that comes second need not look again at once
    private static final int SPARE = 16;

    private record Candidate(String key, long epoch) {}

    @Override
    public List<Instance> claim(Tx tx, String owner, int max, Duration leaseFor) throws SQLException {
        List<Instance> claimed = new ArrayList<>();
        List<Candidate> candidates = max <= 0 ? List.of() : candidates(tx, max);
        while (!candidates.isEmpty()) {
            for (Candidate candidate : candidates) {
                if (claimed.size() == max) {
                    return claimed;
                }
                if (take(tx, candidate, owner, leaseFor)) {
                    InstanceRows.find(tx, candidate.key()).ifPresent(claimed::add);
                }
            }
            candidates = candidates(tx, max - claimed.size());
        }
        return claimed;
    }

    private static List<Candidate> candidates(Tx tx, int wanted) throws SQLException {
        Instant now = tx.now();
        return tx.list(
                "SELECT skey, epoch FROM ${prefix}instance WHERE " + Claims.CLAIMABLE
                        + " ORDER BY due_at, skey LIMIT ?",
                row -> new Candidate(row.text("skey"), row.number("epoch")),
                now,
                now,
                (long) wanted + SPARE);
    }

    private static boolean take(Tx tx, Candidate candidate, String owner, Duration leaseFor) throws SQLException {
        Instant now = tx.now();
        return tx.update(
                        "UPDATE ${prefix}instance SET epoch = epoch + 1, owner = ?, lease_until = ?, attempt = attempt + 1,"
                                + " row_version = row_version + 1, updated_at = ? WHERE skey = ? AND epoch = ? AND "
                                + Claims.CLAIMABLE,
                        owner,
                        tx.in(leaseFor),
                        now,
                        candidate.key(),
                        candidate.epoch(),
                        now,
                        now)
                == 1;
    }
}
