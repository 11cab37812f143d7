package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.CommitAnswer;
import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commits of different subjects in one transaction. It writes what is plainly good: the row is free, the claim stands, the number is
 * the next one. Everything else, and the whole group when its transaction fails, is answered {@link CommitAnswer.Apart}, so that
 * each is committed alone, by the code that knows all cases; that may be done even if the group took effect, since commits are
 * numbered.
 */
final class GroupCommit {
    private static final CommitAnswer APART = new CommitAnswer.Apart();
    private static final Comparator<Placed> BY_KEY =
            Comparator.comparing(placed -> placed.commit().before().key());

    private final Transactions transactions;
    private final Dialect dialect;

    /** A commit and its place in the group. */
    private record Placed(int place, FencedCommit commit) {}

    GroupCommit(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /** Whether the database has one statement that writes all of this. */
    static boolean hasStatement(Dialect dialect, FencedCommit commit) {
        return dialect.groupWrite().filter(write -> write.takes(commit)).isPresent();
    }

    List<CommitAnswer> write(List<FencedCommit> commits) {
        List<Placed> plain = new ArrayList<>();
        List<Placed> others = new ArrayList<>();
        for (int place = 0; place < commits.size(); place++) {
            Placed placed = new Placed(place, commits.get(place));
            if (hasStatement(dialect, placed.commit())) {
                plain.add(placed);
            } else if (VmTables.mayBeGrouped(placed.commit().commit().commands())) {
                others.add(placed);
            }
        }
        Map<Integer, CommitAnswer> answers = new HashMap<>();
        if (!plain.isEmpty()) {
            answers.putAll(inOneStatement(plain));
        }
        // alone it needs no group
        if (others.size() > 1) {
            others.sort(BY_KEY);
            answers.putAll(inOneTransaction(others));
        }
        List<CommitAnswer> inOrder = new ArrayList<>();
        for (int place = 0; place < commits.size(); place++) {
            inOrder.add(answers.getOrDefault(place, APART));
        }
        return List.copyOf(inOrder);
    }

    private Map<Integer, CommitAnswer> inOneStatement(List<Placed> group) {
        GroupWrite write = dialect.groupWrite().orElseThrow();
        List<FencedCommit> commits = group.stream().map(Placed::commit).toList();
        return guarded(group, () -> {
            Map<Integer, Instance> written = transactions.statement(what(group), tx -> write.write(tx, commits));
            Map<Integer, CommitAnswer> answers = new HashMap<>();
            written.forEach((place, row) -> answers.put(group.get(place).place(), new CommitAnswer.Written(row)));
            return answers;
        });
    }

    private Map<Integer, CommitAnswer> inOneTransaction(List<Placed> group) {
        return guarded(group, () -> transactions.answer(what(group), tx -> oneByOne(tx, group)));
    }

    private static Map<Integer, CommitAnswer> oneByOne(Tx tx, List<Placed> group) throws SQLException {
        Map<Integer, CommitAnswer> answers = new HashMap<>();
        for (Placed placed : group) {
            FencedCommit one = placed.commit();
            Optional<Instance> row = Commits.commitIfNext(tx, one.fence(), one.commit());
            row.ifPresent(after -> answers.put(placed.place(), new CommitAnswer.Written(after)));
        }
        return answers;
    }

    /** Where the database is out of reach, all are; whatever else went wrong, went wrong with one of them. */
    private Map<Integer, CommitAnswer> guarded(List<Placed> group, Writing writing) {
        try {
            return writing.now();
        } catch (StoreException e) {
            return e.isTransient() ? all(group, new CommitAnswer.Failed(e)) : Map.of();
        } catch (RuntimeException e) {
            return Map.of();
        }
    }

    private static Map<Integer, CommitAnswer> all(List<Placed> group, CommitAnswer answer) {
        Map<Integer, CommitAnswer> answers = new HashMap<>();
        group.forEach(placed -> answers.put(placed.place(), answer));
        return answers;
    }

    private static String what(List<Placed> group) {
        String first = group.get(0).commit().before().key();
        return group.size() == 1 ? "commit " + first : "commit " + first + " and " + (group.size() - 1) + " others";
    }

    @FunctionalInterface
    private interface Writing {
        Map<Integer, CommitAnswer> now();
    }
}
