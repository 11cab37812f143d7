package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** All subjects of a store that are meant, read page by page while they are worked on: a row is at most a page old. */
final class AllSubjects implements Iterator<Instance> {
    private static final int PAGE = 50;

    private final SubjectStore store;
    private final Predicate<Instance> meant;
    private final Deque<Instance> page = new ArrayDeque<>();
    private String last = "";
    private boolean over;

    private AllSubjects(SubjectStore store, Predicate<Instance> meant) {
        this.store = store;
        this.meant = meant;
    }

    static Iterable<Instance> of(SubjectStore store, Predicate<Instance> meant) {
        return () -> new AllSubjects(store, meant);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !over) {
            List<Instance> rows = store.list(last, PAGE);
            over = rows.size() < PAGE;
            if (!rows.isEmpty()) {
                last = rows.get(rows.size() - 1).key();
            }
            rows.stream().filter(meant).forEach(page::add);
        }
        return !page.isEmpty();
    }

    @Override
    public Instance next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }
}
