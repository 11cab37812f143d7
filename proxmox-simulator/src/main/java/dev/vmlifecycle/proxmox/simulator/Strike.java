package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.function.Supplier;

/** Lets a fault strike a request. */
final class Strike {

    private Strike() {}

    static SimResponse by(Fault fault, World world, Operator operator, Door door, Supplier<SimResponse> effect) {
        return switch (fault.kind()) {
            case DROP_BEFORE -> SimResponse.dropped(SimResponse.Outcome.DROPPED_BEFORE);
            case SILENT_BEFORE -> SimResponse.dropped(SimResponse.Outcome.SILENT_BEFORE);
            case DROP_AFTER -> lost(effect.get(), SimResponse.Outcome.DROPPED_AFTER);
            case SILENT_AFTER -> lost(effect.get(), SimResponse.Outcome.SILENT_AFTER);
            case DELAY -> {
                SimResponse answer = effect.get();
                yield answer.after(answer.took().plus(fault.delay()));
            }
            case MEANWHILE -> {
                fault.deed().accept(operator);
                yield effect.get();
            }
            case AFTERWARDS -> {
                SimResponse answer = effect.get();
                fault.deed().accept(operator);
                yield answer;
            }
            case TASK -> world.tasks.doomed(fault.text(), effect);
            case ANSWER -> answered(fault, door);
        };
    }

    /** The answer is made and nobody gets it. */
    private static SimResponse lost(SimResponse answer, SimResponse.Outcome outcome) {
        return SimResponse.dropped(outcome).after(answer.took());
    }

    private static SimResponse answered(Fault fault, Door door) {
        return fault.status() >= 595 || fault.status() == 401
                ? SimResponse.answer(fault.status(), fault.text(), "", "")
                : door.failure(ApiError.of(fault.status(), fault.text() + "\n"));
    }
}
