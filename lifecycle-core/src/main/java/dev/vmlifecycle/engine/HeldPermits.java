package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The permits that one attempt asked for, and the answer that it was given instead of one. */
final class HeldPermits {

    /** The first in the queue looks often; releases wake it, so this is for the case that a wake-up is lost. */
    private static final Duration NEXT = Duration.ofSeconds(1);

    private static final Duration LATER = Duration.ofSeconds(4);

    private final Set<PermitName> names = new LinkedHashSet<>();
    private Optional<StepResult> refused = Optional.empty();

    Optional<StepResult> note(AcquirePermit ask, PermitAnswer answer) {
        names.add(ask.name());
        if (answer.granted()) {
            return Optional.empty();
        }
        String room = answer.inUse() + " of " + ask.limit() + " in use, " + answer.ahead() + " ahead";
        refused = Optional.of(StepResult.waiting(
                "permit " + ask.name().value().replace("|", "") + "| (" + room + ")",
                answer.ahead() < ask.limit().count() ? NEXT : LATER));
        return refused;
    }

    Set<PermitName> names() {
        return Set.copyOf(names);
    }

    /** Whether the step answered what it was given: it has done nothing and waits for its turn only. */
    boolean isRefusal(StepResult answer) {
        return refused.filter(given -> given == answer).isPresent();
    }
}
