package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a store that needs no claim: subjects are added, read, and asked for something. This is what a host may do inside a
 * transaction of its own, so that its order and our row commit together; everything else about a subject is the engine's.
 *
 * <p>Any method may throw {@link StoreException}. A call or command of a type that the store does not know is refused with
 * {@link IllegalArgumentException} before anything is written.
 */
public interface SubjectStore {

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
     * Answers a question without a claim: for readers. Reservations are refused.
     *
     * @param call the question
     * @param <R> the answer
     * @return the answer
     */
    <R> R ask(StoreCall<R> call);

    /**
     * Stores a request, replacing one that waits, provided that the row is still as the caller read it. Makes the row
     * due at once when the request can start (it preempts, or the row is at rest), unless there is a pause.
     *
     * @param seen the row as read
     * @param request what is asked; its id and time are given by the store
     * @param events durable events to write with it
     * @return false when pointer or request changed or the row was claimed since {@code seen}: read again and decide again
     */
    boolean request(Instance seen, Request request, List<NewEvent> events);

    /**
     * Deletes a subject with its run log and its events, and applies commands in the same transaction. Notifications that wait stay.
     *
     * @param key the subject
     * @param seen the row as read, neither claimed nor asked for anything; empty: there is none, and only the commands are applied
     * @param commands subject tables to write with it
     * @return false when the row is no longer as it was seen: read again and decide again
     */
    boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands);

    /**
     * Changes tables of the subject's side on an administrator's word, which needs no claim, and writes events with it.
     *
     * @param key the subject
     * @param call the change; only calls that say they are an administrator's
     * @param events durable events to write with it
     * @param <R> the answer
     * @return the answer; empty when there is no such subject, and then nothing is written
     */
    <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events);

    /**
     * The same where no subject of ours is concerned, so that nobody's log tells of it.
     *
     * @param call the change; only calls that say they are an administrator's
     * @param <R> the answer
     * @return the answer
     */
    <R> R administer(StoreCall<R> call);

    /**
     * Changes where a subject stands and whether it runs, provided that the row is still as the caller read it.
     *
     * <p>While a worker has the row, only pause and request change; the worker honours them at the next step boundary. Otherwise: a
     * pause that {@link Pause#holds} takes the row out of what is due and becomes its hold; without one, a row that was paused, was
     * sent elsewhere or may run one step loses its hold and is due at once (one that is overdue keeps its place). Being sent
     * elsewhere, or allowed one step, begins the counters anew; being sent elsewhere also clears error and attention and gives
     * permits back. While there is a pause of any kind, no request makes the row due.
     *
     * @param seen the row as read
     * @param steering the change
     * @param events durable events to write with it
     * @return false when pointer, request or pause changed, the row was claimed since {@code seen}, or a worker has it and {@link
     *     Steering#needsFree}: read again and decide again
     */
    boolean steer(Instance seen, Steering steering, List<NewEvent> events);

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
}
