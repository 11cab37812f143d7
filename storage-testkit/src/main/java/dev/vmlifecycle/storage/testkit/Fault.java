package dev.vmlifecycle.storage.testkit;

import java.time.Duration;

/** What goes wrong at a point of a {@link FaultyDataSource}. Immutable. */
public sealed interface Fault {

    /** SQLState of a connection that broke: it says nothing about the outcome. */
    String CONNECTION_FAILURE = "08006";

    /**
     * The call fails and nothing was done.
     *
     * @param sqlState what the exception says
     */
    record Before(String sqlState) implements Fault {}

    /**
     * The call is done and its answer is lost. At {@link FaultyDataSource.Point#COMMIT}: committed, and the caller cannot know.
     *
     * @param sqlState what the exception says
     */
    record After(String sqlState) implements Fault {}

    /**
     * The call takes longer, then goes on.
     *
     * @param by how much longer, spent in the data source's sleeper
     */
    record Slow(Duration by) implements Fault {}

    /**
     * The connection breaks before the call: its transaction is rolled back, and this call and all later ones fail.
     *
     * @param sqlState what the exceptions say
     */
    record Killed(String sqlState) implements Fault {}

    /**
     * Nothing is done, with a connection failure.
     *
     * @return the fault
     */
    static Fault before() {
        return new Before(CONNECTION_FAILURE);
    }

    /**
     * All is done, but the answer is lost, with a connection failure.
     *
     * @return the fault
     */
    static Fault after() {
        return new After(CONNECTION_FAILURE);
    }

    /**
     * A slow answer.
     *
     * @param by how much longer
     * @return the fault
     */
    static Fault slow(Duration by) {
        return new Slow(by);
    }

    /**
     * A broken connection.
     *
     * @return the fault
     */
    static Fault killed() {
        return new Killed(CONNECTION_FAILURE);
    }
}
