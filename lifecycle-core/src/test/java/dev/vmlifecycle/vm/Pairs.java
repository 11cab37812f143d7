package dev.vmlifecycle.vm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Rows that together contain each pair of choices of any two axes, greedily and from a seed. */
final class Pairs {
    private static final int CANDIDATES = 200;

    private record Pair(int axis, Object choice, int otherAxis, Object otherChoice) {}

    private Pairs() {}

    static List<List<?>> covering(List<List<?>> axes, long seed) {
        Random random = new Random(seed);
        Set<Pair> open = all(axes);
        List<List<?>> rows = new ArrayList<>();
        while (!open.isEmpty()) {
            List<?> best = List.of();
            long most = -1;
            for (int i = 0; i < CANDIDATES; i++) {
                List<?> row = draw(axes, open.iterator().next(), random);
                long covers = of(row).stream().filter(open::contains).count();
                if (covers > most) {
                    most = covers;
                    best = row;
                }
            }
            open.removeAll(of(best));
            rows.add(best);
        }
        return rows;
    }

    static int count(List<List<?>> axes) {
        return all(axes).size();
    }

    private static List<?> draw(List<List<?>> axes, Pair needed, Random random) {
        List<Object> row = new ArrayList<>();
        for (List<?> axis : axes) {
            row.add(axis.get(random.nextInt(axis.size())));
        }
        row.set(needed.axis, needed.choice);
        row.set(needed.otherAxis, needed.otherChoice);
        return row;
    }

    private static Set<Pair> all(List<List<?>> axes) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int a = 0; a < axes.size(); a++) {
            for (int b = a + 1; b < axes.size(); b++) {
                for (Object one : axes.get(a)) {
                    for (Object other : axes.get(b)) {
                        pairs.add(new Pair(a, one, b, other));
                    }
                }
            }
        }
        return pairs;
    }

    private static Set<Pair> of(List<?> row) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int a = 0; a < row.size(); a++) {
            for (int b = a + 1; b < row.size(); b++) {
                pairs.add(new Pair(a, row.get(a), b, row.get(b)));
            }
        }
        return pairs;
    }
}
