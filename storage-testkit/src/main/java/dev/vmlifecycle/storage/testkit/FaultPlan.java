package dev.vmlifecycle.storage.testkit;

import java.util.Optional;

/** Which calls of a {@link FaultyDataSource} go wrong. Thread-safe. */
@FunctionalInterface
public interface FaultPlan {

    /**
     * Decides about one call.
     *
     * @param point what is called
     * @param count which call of this point it is since the plan began, from 1
     * @return the fault, or empty when the call is to go well
     */
    Optional<Fault> at(FaultyDataSource.Point point, int count);

    /**
     * All goes well.
     *
     * @return the plan
     */
    static FaultPlan none() {
        return (point, count) -> Optional.empty();
    }

    /**
     * Each call of a point goes wrong.
     *
     * @param where the point
     * @param fault the fault
     * @return the plan
     */
    static FaultPlan always(FaultyDataSource.Point where, Fault fault) {
        return (point, count) -> point == where ? Optional.of(fault) : Optional.empty();
    }

    /**
     * One call of a point goes wrong.
     *
     * @param where the point
     * @param which which call from now on, from 1
     * @param fault the fault
     * @return the plan
     */
    static FaultPlan once(FaultyDataSource.Point where, int which, Fault fault) {
        return (point, count) -> point == where && count == which ? Optional.of(fault) : Optional.empty();
    }
}
