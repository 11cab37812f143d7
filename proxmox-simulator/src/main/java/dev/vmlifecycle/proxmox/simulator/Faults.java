package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;

/** Faults waiting for their request. Thread-safe. */
public final class Faults {

    private final List<Waiting> waiting = new ArrayList<>();

    Faults() {}

    /**
     * Lets the next matching request fail, once; further calls for the same pattern queue up.
     *
     * @param method HTTP method
     * @param path below {@code /api2/json}, a star for any one segment, for example {@code /nodes/*}{@code /qemu/*}{@code /clone}
     * @param fault what happens
     */
    public synchronized void next(String method, String path, Fault fault) {
        for (Waiting entry : waiting) {
            if (entry.pattern.is(method, path)) {
                entry.faults.add(fault);
                return;
            }
        }
        Waiting entry = new Waiting(new CallPattern(method, path), new ArrayDeque<>());
        entry.faults.add(fault);
        waiting.add(entry);
    }

    /** Forgets all faults that have not struck. */
    public synchronized void clear() {
        waiting.clear();
    }

    /** {@return whether every fault has struck} */
    public synchronized boolean allStruck() {
        return waiting.stream().allMatch(entry -> entry.faults.isEmpty());
    }

    synchronized Optional<Fault> take(String method, String path) {
        for (Waiting entry : waiting) {
            if (!entry.faults.isEmpty() && entry.pattern.matches(method, path)) {
                return Optional.of(entry.faults.remove());
            }
        }
        return Optional.empty();
    }

    private record Waiting(CallPattern pattern, Queue<Fault> faults) {}

    /** A method and a path with stars. */
    record CallPattern(String method, String path) {

        boolean is(String otherMethod, String otherPath) {
            return method.equals(otherMethod) && path.equals(otherPath);
        }

        boolean matches(String askedMethod, String askedPath) {
            String regex = Pattern.quote(path).replace("*", "\\E[^/]+\\Q");
            return method.equals(askedMethod) && askedPath.matches(regex);
        }
    }
}
