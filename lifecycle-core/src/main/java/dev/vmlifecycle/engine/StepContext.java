package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * All that a step sees of the engine. Belongs to one attempt on one thread.
 *
 * <p>Two kinds of writes: {@link #saveCheckpoint} and {@link #call} are durable at once, in a fenced transaction of their
 * own; {@link #commit}, {@link #subject(String)}, {@link #event} and {@link #notify(Notification)} are collected and
 * commit together with the step's result, or not at all when the step throws.
 */
public interface StepContext {

    /**
     * The subject's key.
     *
     * @return the key
     */
    String key();

    /**
     * The pipeline that runs.
     *
     * @return its name
     */
    String pipeline();

    /**
     * The last completed state.
     *
     * @return the state name
     */
    String state();

    /**
     * How often this step has been begun or may have been begun, this time included.
     *
     * @return at least 1
     */
    int attempt();

    /**
     * How often this step has answered "waiting" so far.
     *
     * @return 0 or more
     */
    int waits();

    /**
     * The fencing epoch of this claim.
     *
     * @return a number that only grows per key
     */
    long fence();

    /**
     * The engine's clock.
     *
     * @return now
     */
    Instant now();

    /**
     * When this step was first begun, over all attempts and polls.
     *
     * @return that instant
     */
    Instant since();

    /**
     * The instant by which this attempt must have ended; every call made by the step has to honour it.
     *
     * @return the deadline
     */
    Instant deadline();

    /**
     * The step's own durable notes: intent and handle. Cleared by the engine when the step completes.
     *
     * @return what {@link #saveCheckpoint} last saved for this step
     */
    Optional<String> checkpoint();

    /**
     * Saves the step's notes durably, before returning.
     *
     * @param text the notes; never a secret
     * @throws LeaseLostException when another worker owns the subject by now: stop at once, make no further call
     */
    void saveCheckpoint(String text);

    /** Forgets the step's notes durably, before returning. */
    void clearCheckpoint();

    /**
     * The subject's document as it stands, including an earlier {@link #subject(String)} of this attempt.
     *
     * @return the document, opaque to the engine
     */
    String subject();

    /**
     * Replaces the subject's document with the step's commit.
     *
     * @param document the new document; never a secret in clear
     */
    void subject(String document);

    /**
     * Asks the store, at once and fenced.
     *
     * @param call the question or reservation
     * @param <R> the answer
     * @return the answer
     * @throws LeaseLostException when another worker owns the subject by now
     */
    <R> R call(StoreCall<R> call);

    /**
     * Takes a permit before a call that loads something others share. At once, fenced and idempotent: ask in each attempt, before
     * anything else. It is kept over waits, crashes and restarts for as long as the step's effect is open, that is while the step waits
     * or has notes; the commit that ends it gives the permit back, and so does coming to rest. Waiting for a permit counts neither as
     * one of {@link #waits} nor as a check of a row's policy.
     *
     * @param name what is shared
     * @param limit how many subjects may hold it at a time; use the same everywhere
     * @return empty when it is granted; otherwise what the step is to answer: it has a place in the queue, in order of asking
     * @throws LeaseLostException when another worker owns the subject by now
     */
    Optional<StepResult> permit(PermitName name, PermitLimit limit);

    /**
     * Adds a change of subject tables to the step's commit.
     *
     * @param command the change
     */
    void commit(StoreCommand command);

    /**
     * Adds a durable event to the step's commit.
     *
     * @param type a stable name, for example {@code system_disk_shrink_rejected}
     * @param text one line for people; never a secret
     */
    void event(String type, String text);

    /**
     * Adds a notification to the step's commit; it is delivered at least once after it.
     *
     * @param notification what to tell
     */
    void notify(Notification notification);

    /**
     * Adds a detail line to the step; shown under the step's line and kept in the run log.
     *
     * @param line one line; never a secret
     */
    void detail(String line);

    /**
     * Shows a line at once. Not kept; may repeat or be lost.
     *
     * @param line one line; never a secret
     */
    void progress(String line);

    /**
     * Registers what ends a call in flight when this attempt is cancelled or its lease is lost.
     *
     * @param action called at most once, from another thread
     */
    void onCancel(Runnable action);
}
