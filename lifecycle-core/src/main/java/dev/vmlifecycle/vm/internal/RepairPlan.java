package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.vm.internal.dns.RecordResult;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.ReplaceRepairs.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be tried again, and when: after a minute, then after twice as long each time, up to six hours; what will not go away by
 * itself (wrong credentials, a missing zone, a CNAME in the way) after an hour at the earliest; not before a server wants it.
 *
 * @param before what failed before
 * @param now what failed now
 */
record RepairPlan(List<DnsRepair> before, List<Failed> now) {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration STUBBORN = Duration.ofHours(1);
    /** A minute doubled so often is beyond the longest pause. */
    private static final int MOST_DOUBLINGS = 9;

    static RepairPlan of(List<DnsRepair> before, List<RecordResult> results) {
        List<Failed> failed = new ArrayList<>();
        for (RecordResult result : results) {
            result.error().ifPresent(error -> failed.add(failed(before, result, error)));
        }
        return new RepairPlan(before, List.copyOf(failed));
    }

    private static Failed failed(List<DnsRepair> before, RecordResult result, DnsError error) {
        int tries = 1
                + before.stream()
                        .filter(old -> old.entry().equals(result.entry()) && old.removal() == result.removal())
                        .mapToInt(DnsRepair::tries)
                        .sum();
        return new Failed(result.entry(), result.removal(), tries, pause(tries, error), error.safeMessage());
    }

    static Duration pause(int tries, DnsError error) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        if (!error.retryable()) {
            pause = longer(pause, STUBBORN);
        }
        pause = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        return longer(pause, error.retryAfter().orElse(Duration.ZERO));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** With the step's commit; an event tells of each change for the worse, and of the end. */
    void noteIn(VmRun vm) {
        if (now.isEmpty() && before.isEmpty()) {
            return;
        }
        vm.step().commit(new ReplaceRepairs(vm.key(), now));
        if (now.isEmpty()) {
            vm.step().event("dns_repaired", before.size() + " records");
            return;
        }
        Duration next = now.stream().map(Failed::dueIn).min(Duration::compareTo).orElse(FIRST);
        vm.step()
                .event(
                        "dns_failed",
                        now.size() + " records not as they should be, tried again in " + Math.max(1, next.toSeconds())
                                + " s");
    }
}
