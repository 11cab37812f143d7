package dev.vmlifecycle.storage.jdbc;

import static dev.vmlifecycle.storage.jdbc.InstanceRows.FENCED;

import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.LeaseLostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leases: when a row may be claimed, and what its holder does with the claim. */
final class Claims {
    static final String NOT_HELD_BACK = "due_at IS NOT NULL AND (hold_reason IS NULL OR request_preempts = 1)";

    /** Condition with two arguments, both the store's now. */
    static final String CLAIMABLE = "due_at <= ? AND (owner IS NULL OR lease_until <= ?) AND " + NOT_HELD_BACK;

    private static final int AT_ONCE = 100;

    private Claims() {}

    static List<Fence> renew(Tx tx, Collection<Fence> claims, Duration leaseFor) throws SQLException {
        List<Fence> lost = new ArrayList<>();
        // in key order, so that two renewals cannot wait for each other in a circle
        List<Fence> ordered =
                claims.stream().sorted(Comparator.comparing(Fence::key)).toList();
        for (int from = 0; from < ordered.size(); from += AT_ONCE) {
            lost.addAll(renewSome(tx, ordered.subList(from, Math.min(from + AT_ONCE, ordered.size())), leaseFor));
        }
        return lost;
    }

    private static List<Fence> renewSome(Tx tx, List<Fence> claims, Duration leaseFor) throws SQLException {
        Set<Fence> standing = new HashSet<>(tx.list(
                "SELECT skey, epoch, owner FROM ${prefix}instance WHERE owner IS NOT NULL AND skey IN ("
                        + places(claims.size()) + ") ORDER BY skey"
                        + tx.dialect().lockSuffix(),
                row -> new Fence(row.text("skey"), row.number("epoch"), row.text("owner")),
                claims.stream().map(Fence::key).toArray()));
        List<Fence> held = claims.stream().filter(standing::contains).toList();
        if (!held.isEmpty()) {
            List<Object> arguments = new ArrayList<>(List.of(tx.in(leaseFor)));
            held.forEach(fence -> arguments.add(fence.key()));
            tx.update(
                    "UPDATE ${prefix}instance SET lease_until = ?, row_version = row_version + 1 WHERE skey IN ("
                            + places(held.size()) + ")",
                    arguments.toArray());
        }
        return claims.stream().filter(fence -> !standing.contains(fence)).toList();
    }

    private static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    static void release(Tx tx, Fence fence) throws SQLException {
        tx.update(
                "UPDATE ${prefix}instance SET owner = NULL, lease_until = NULL, row_version = row_version + 1" + FENCED,
                fence.key(),
                fence.epoch(),
                fence.owner());
    }

    static void saveCheckpoint(Tx tx, Fence fence, Optional<String> checkpoint) throws SQLException {
        if (!change(tx, fence, "checkpoint_doc = ?", checkpoint)) {
            throw new LeaseLostException(fence);
        }
    }

    /** Proves the claim and keeps the row from being claimed by another until the transaction ends. */
    static void hold(Tx tx, Fence fence) throws SQLException {
        if (!change(tx, fence, "updated_at = ?", tx.now())) {
            throw new LeaseLostException(fence);
        }
    }

    /** Proves the claim for a reader. */
    static void check(Tx tx, Fence fence) throws SQLException {
        if (!tx.exists("SELECT 1 FROM ${prefix}instance" + FENCED, fence.key(), fence.epoch(), fence.owner())) {
            throw new LeaseLostException(fence);
        }
    }

    static boolean retryNow(Tx tx, String key) throws SQLException {
        return tx.update(
                        "UPDATE ${prefix}instance SET due_at = CASE WHEN due_at < ? THEN due_at ELSE ? END,"
                                + " row_version = row_version + 1"
                                + " WHERE skey = ? AND due_at IS NOT NULL AND hold_reason IS NULL",
                        tx.now(),
                        tx.now(),
                        key)
                == 1;
    }

    private static boolean change(Tx tx, Fence fence, String assignment, Object value) throws SQLException {
        return tx.update(
                        "UPDATE ${prefix}instance SET " + assignment + ", row_version = row_version + 1" + FENCED,
                        value,
                        fence.key(),
                        fence.epoch(),
                        fence.owner())
                == 1;
    }
}
