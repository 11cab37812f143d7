package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The writes that change where a subject stands: all that belongs together, in one transaction. */
final class Commits {

    private Commits() {}

    static boolean insert(Tx tx, NewInstance instance) throws SQLException {
        if (tx.exists("SELECT 1 FROM ${prefix}instance WHERE skey = ?", instance.key())) {
            return false;
        }
        InstanceRows.insert(tx, instance);
        EventLog.append(tx, instance.key(), 0, instance.events());
        VmTables.apply(tx, instance.commands());
        return true;
    }

    static Instance commit(Tx tx, Fence fence, StepCommit commit) throws SQLException {
        Stored before = InstanceRows.lock(tx, fence.key())
                .filter(row -> isUnder(row.instance(), fence))
                .orElseThrow(() -> new LeaseLostException(fence));
        long last = before.instance().log().lastCommit();
        if (commit.number() == last) {
            return before.instance();
        }
        requireHeld(before.instance(), fence);
        if (commit.number() != last + 1) {
            throw new IllegalArgumentException(
                    "commit of " + fence.key() + ": number " + commit.number() + " (expected: " + (last + 1) + ")");
        }
        return write(tx, before, commit);
    }

    /** Commits one of several, if it is plainly the row's next and its row is free; empty, and nothing is written, otherwise. */
    static Optional<Instance> commitIfNext(Tx tx, Fence fence, StepCommit commit) throws SQLException {
        Optional<Stored> before = InstanceRows.lockIfFree(tx, fence.key())
                .filter(row -> isUnder(row.instance(), fence))
                .filter(row -> row.instance().lease().owner().isPresent())
                .filter(row -> commit.number() == row.instance().log().lastCommit() + 1);
        return before.isPresent() ? Optional.of(write(tx, before.get(), commit)) : Optional.empty();
    }

    private static Instance write(Tx tx, Stored before, StepCommit commit) throws SQLException {
        Instance row = before.instance();
        if (commit.run().isPresent()) {
            RunLog.write(tx, row.key(), row.log().lastRun(), commit.run().get());
        }
        Instance after = Transitions.committed(row, commit, tx.now());
        InstanceRows.save(tx, before, after, before.requestSeq());
        EventLog.append(tx, row.key(), row.log().lastEvent(), commit.events());
        Outbox.add(tx, row.key(), commit.notifications());
        VmTables.apply(tx, commit.commands());
        return after;
    }

    static boolean request(Tx tx, Instance seen, Request asked, List<NewEvent> events) throws SQLException {
        Optional<Stored> found = InstanceRows.lock(tx, seen.key()).filter(row -> standsAsIn(row.instance(), seen));
        if (found.isEmpty()) {
            return false;
        }
        Stored before = found.get();
        long id = before.requestSeq() + 1;
        Request request = new Request(id, asked.pipeline(), asked.preempts(), asked.payload(), asked.by(), tx.now());
        Instance after = Transitions.requested(before.instance(), request, events.size(), tx.now());
        InstanceRows.save(tx, before, after, id);
        EventLog.append(tx, seen.key(), before.instance().log().lastEvent(), events);
        return true;
    }

    /** Delivered notifications go too: their ids count from the first deploy, and a later subject of that key counts anew. */
    static boolean delete(Tx tx, String key, Optional<Instance> seen, List<StoreCommand> commands) throws SQLException {
        Optional<Instance> row = InstanceRows.lock(tx, key).map(Stored::instance);
        boolean same = seen.isPresent()
                ? row.filter(one -> standsAsIn(one, seen.get()) && isIdle(one)).isPresent()
                : row.isEmpty();
        if (!same) {
            return false;
        }
        tx.update("DELETE FROM ${prefix}event WHERE skey = ?", key);
        tx.update("DELETE FROM ${prefix}step WHERE skey = ?", key);
        tx.update("DELETE FROM ${prefix}run WHERE skey = ?", key);
        tx.update("DELETE FROM ${prefix}outbox WHERE skey = ? AND delivered_at IS NOT NULL", key);
        tx.update("DELETE FROM ${prefix}instance WHERE skey = ?", key);
        VmTables.apply(tx, commands);
        return true;
    }

    private static boolean isIdle(Instance row) {
        return row.lease().owner().isEmpty() && row.request().isEmpty();
    }

    /** The subject's row is locked meanwhile: the number of its last event stands there. */
    static Optional<Object> administer(Tx tx, String key, StoreCall<?> call, List<NewEvent> events)
            throws SQLException {
        Optional<Stored> found = InstanceRows.lock(tx, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Object answer = administer(tx, call);
        long last = found.get().instance().log().lastEvent();
        InstanceRows.told(tx, found.get(), last + events.size());
        EventLog.append(tx, key, last, events);
        return Optional.of(answer);
    }

    static Object administer(Tx tx, StoreCall<?> call) throws SQLException {
        Mutex.take(tx, VmTables.ranges(call));
        return VmTables.administer(tx, call);
    }

    /** Whether the claim is the row's last one, given back or not. */
    private static boolean isUnder(Instance row, Fence fence) {
        return row.lease().epoch() == fence.epoch()
                && row.lease().owner().map(fence.owner()::equals).orElse(true);
    }

    private static void requireHeld(Instance row, Fence fence) {
        if (row.lease().owner().isEmpty()) {
            throw new LeaseLostException(fence);
        }
    }

    /** Whether nobody changed what a caller decides by. */
    static boolean standsAsIn(Instance row, Instance seen) {
        return row.pointer().equals(seen.pointer())
                && row.lease().epoch() == seen.lease().epoch()
                && row.request().map(Request::id).equals(seen.request().map(Request::id));
    }
}
