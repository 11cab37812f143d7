package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the engine keeps its rows: the persistence port. Thread-safe. Every method is one transaction.
 *
 * <p>Times: leases, due times and quarantines are judged by the store's own clock ({@link #now}); callers pass
 * durations. Writes with a {@link Fence} match key, epoch and owner and throw {@link LeaseLostException} when a later claim
 * exists or this one was released. A lease that has merely run out, unclaimed since, still lets its holder write.
 *
 * <p>Any method may throw {@link StoreException}. A call or command of a type that the store does not know is refused with
 * {@link IllegalArgumentException} before anything is written.
 */
public interface EngineStore {

    /**
     * The clock by which leases and due times are judged.
     *
     * @return now, to the millisecond
     */
    Instant now();

    /**
     * Adds a subject.
     *
     * @param instance the subject
     * @return false when the key is there already; then nothing is written
     */
    boolean insert(NewInstance instance);

    /**
     * Reads a subject.
     *
     * @param key its key
     * @return the row, or empty
     */
    Optional<Instance> find(String key);

    /**
     * Reads subjects in key order.
     *
     * @param afterKey the last key of the page before, empty text for the first page
     * @param limit at most so many
     * @return the rows
     */
    List<Instance> list(String afterKey, int limit);

    /**
     * Claims subjects that are due and that nobody holds: epoch + 1, owner and lease set, attempt + 1. Oldest due first.
     * A row on hold is claimed only once a preempting request stands, so that an operator can lead it out.
     *
     * @param owner the claiming process
     * @param max at most so many
     * @param leaseFor how long the lease lasts from now
     * @return the claimed rows as they are after the claim
     * @throws IllegalArgumentException when the lease is shorter than a millisecond
     */
    List<Instance> claim(String owner, int max, Duration leaseFor);

    /**
     * When the next row becomes claimable: its due time, or the end of its lease if that is later.
     *
     * @return the instant, possibly past; empty when nothing is due ever
     */
    Optional<Instant> nextDue();

    /**
     * Extends leases.
     *
     * @param claims the claims to extend
     * @param leaseFor how long they last from now
     * @return the claims that are lost
     */
    List<Fence> renew(Collection<Fence> claims, Duration leaseFor);

    /**
     * Saves or clears the present step's checkpoint, durable on return.
     *
     * @param fence the claim
     * @param checkpoint the notes; empty clears them
     * @throws LeaseLostException when the claim is no longer valid
     */
    void saveCheckpoint(Fence fence, Optional<String> checkpoint);

    /**
     * Answers a question or makes a reservation, under a claim.
     *
     * @param fence the claim
     * @param call the question
     * @param <R> the answer
     * @return the answer
     * @throws LeaseLostException when the claim is no longer valid
     */
    <R> R call(Fence fence, StoreCall<R> call);

    /**
     * Answers a question without a claim: for readers. Reservations are refused.
     *
     * @param call the question
     * @param <R> the answer
     * @return the answer
     */
    <R> R ask(StoreCall<R> call);

    /**
     * Applies a step's result, all or nothing.
     *
     * @param fence the claim
     * @param commit the result
     * @return the row after it, including a request that came in meanwhile
     * @throws LeaseLostException when the claim is no longer valid
     * @throws IllegalArgumentException when the run log would get a gap: OPEN takes the number after the newest run's,
     *     APPEND and FOLD take the newest run's own
     */
    Instance commit(Fence fence, StepCommit commit);

    /**
     * Gives a claim back without changing anything else. Silent when it is lost already.
     *
     * @param fence the claim
     */
    void release(Fence fence);

    /**
     * Stores a request, replacing one that waits, provided that the row is still as the caller read it. Makes the row
     * due at once when the request can start (it preempts, or the row is at rest).
     *
     * @param seen the row as read
     * @param request what is asked; its id and time are given by the store
     * @param events durable events to write with it
     * @return false when pointer or request changed or the row was claimed since {@code seen}: read again and decide again
     */
    boolean request(Instance seen, Request request, List<NewEvent> events);

    /**
     * Makes a waiting or failing subject due at once.
     *
     * @param key its key
     * @return false when there is none, or it is at rest or on hold
     */
    boolean retryNow(String key);

    /**
     * Reads durable events.
     *
     * @param key the subject
     * @param afterSeq the last sequence number already seen, 0 for all
     * @param limit at most so many
     * @return the events in order
     */
    List<DurableEvent> events(String key, long afterSeq, int limit);

    /**
     * Reads the run log, newest first.
     *
     * @param key the subject
     * @param limit at most so many; the store keeps 50 a subject
     * @return the runs
     */
    List<Run> runs(String key, int limit);

    /**
     * Reads notifications that wait for delivery, oldest first.
     *
     * @param limit at most so many
     * @return the entries
     */
    List<OutboxEntry> outbox(int limit);

    /**
     * Notes what came of a delivery.
     *
     * @param notificationId its id
     * @param delivered true: done for good; false: one more attempt is counted
     */
    void outboxResult(String notificationId, boolean delivered);
}
