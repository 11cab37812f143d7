package dev.vmlifecycle.proxmox.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says in which order hosts are asked: the one that answered last first, the others in the order given, and last of all
 * those that failed lately. A host that fails again and again is put off for longer each time. Nothing more than the
 * order depends on it, so that with all hosts put off the first is still asked. Thread-safe.
 */
final class HostOrder {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private static final List<Integer> ONLY = List.of(0);

    private final InstantSource clock;
    private final Instant[] putOffUntil;
    private final Duration[] pauses;
    private int preferred;

    HostOrder(int count, InstantSource clock) {
        this.clock = clock;
        this.putOffUntil = new Instant[count];
        this.pauses = new Duration[count];
        for (int i = 0; i < count; i++) {
            putOffUntil[i] = Instant.MIN;
            pauses[i] = FIRST_PAUSE;
        }
    }

    synchronized List<Integer> order() {
        if (pauses.length == 1) {
            return ONLY;
        }
        Instant now = clock.instant();
        List<Integer> rotated = IntStream.range(0, pauses.length)
                .mapToObj(i -> (preferred + i) % pauses.length)
                .toList();
        List<Integer> order = new ArrayList<>();
        rotated.stream().filter(host -> !now.isBefore(putOffUntil[host])).forEach(order::add);
        rotated.stream().filter(host -> now.isBefore(putOffUntil[host])).forEach(order::add);
        return order;
    }

    synchronized void answered(int host) {
        preferred = host;
        putOffUntil[host] = Instant.MIN;
        pauses[host] = FIRST_PAUSE;
    }

    synchronized void failed(int host) {
        Instant now = clock.instant();
        if (now.isBefore(putOffUntil[host])) {
            // many threads meet the same failure at once; it counts as one
            return;
        }
        putOffUntil[host] = now.plus(pauses[host]);
        Duration doubled = pauses[host].multipliedBy(2);
        pauses[host] = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
