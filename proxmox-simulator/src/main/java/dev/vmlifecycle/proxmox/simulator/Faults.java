package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Faults waiting for their request, and faults that strike by chance. Thread-safe.
 *
 * <p>Paths are below {@code /api2/json}; a star stands for any one segment, two stars for the rest. The method {@code *} is any.
 */
public final class Faults {

    private static final int MOST = 1_000_000;
    private static final Set<String> METHODS = Set.of("*", "DELETE", "GET", "POST", "PUT");

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Chance> chances = new ArrayList<>();
    private final SplittableRandom random;

    Faults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Lets the next matching request fail, once; further calls for the same pattern queue up.
     *
     * @param method HTTP method
     * @param path for example {@code /nodes/*}{@code /qemu/*}{@code /clone}
     * @param fault what happens
     */
    public void next(String method, String path, Fault fault) {
        next(method, path, fault, 1);
    }

    /**
     * Lets the next matching requests fail.
     *
     * @param method HTTP method
     * @param path the pattern
     * @param fault what happens
     * @param times how often
     */
    public synchronized void next(String method, String path, Fault fault, int times) {
        Expect.that(times >= 1 && times <= MOST, "times", times, "1 to " + MOST);
        Objects.requireNonNull(fault, "fault");
        Waiting entry = waiting.stream()
                .filter(candidate -> candidate.pattern.is(method, path))
                .findFirst()
                .orElseGet(() -> {
                    Waiting made = new Waiting(new CallPattern(method, path), new ArrayDeque<>());
                    waiting.add(made);
                    return made;
                });
        for (int i = 0; i < times; i++) {
            entry.faults.add(fault);
        }
    }

    /**
     * Lets a share of the matching requests fail, drawn from the simulator's seed.
     *
     * @param method HTTP method
     * @param path the pattern
     * @param share 0 for none, 1 for all
     * @param fault what happens
     */
    public synchronized void rate(String method, String path, double share, Fault fault) {
        Expect.that(share >= 0 && share <= 1, "share", share, "0 to 1");
        Objects.requireNonNull(fault, "fault");
        chances.add(new Chance(new CallPattern(method, path), share, fault));
    }

    /** Forgets all faults that have not struck, and all chances. */
    public synchronized void clear() {
        waiting.clear();
        chances.clear();
    }

    /** {@return whether every fault has struck that was to strike a number of times} */
    public synchronized boolean allStruck() {
        return waiting.stream().allMatch(entry -> entry.faults.isEmpty());
    }

    synchronized Optional<Fault> take(String method, String path) {
        for (Waiting entry : waiting) {
            if (!entry.faults.isEmpty() && entry.pattern.matches(method, path)) {
                return Optional.of(entry.faults.remove());
            }
        }
        for (Chance chance : chances) {
            if (chance.pattern.matches(method, path) && random.nextDouble() < chance.share) {
                return Optional.of(chance.fault);
            }
        }
        return Optional.empty();
    }

    private record Waiting(CallPattern pattern, Queue<Fault> faults) {}

    private record Chance(CallPattern pattern, double share, Fault fault) {}

    /** A method and a path with stars. */
    record CallPattern(String method, String path, Pattern regex) {

        CallPattern(String method, String path) {
            this(method, path, Pattern.compile(regex(path)));
            Expect.oneOf("method", method, METHODS);
        }

        private static String regex(String path) {
            Expect.matches("path", path, "[/*].*", "below /api2/json, such as /nodes/*/qemu");
            return Pattern.quote(path).replace("**", "\\E.*\\Q").replaceAll("(?<!\\.)\\*", "\\\\E[^/]+\\\\Q");
        }

        boolean is(String otherMethod, String otherPath) {
            return method.equals(otherMethod) && path.equals(otherPath);
        }

        boolean matches(String askedMethod, String askedPath) {
            return (method.equals("*") || method.equals(askedMethod))
                    && regex.matcher(askedPath).matches();
        }
    }
}
