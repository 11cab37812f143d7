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
public interface EngineStore extends SubjectStore {

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
     * Answers a question or makes a reservation, under a claim. The engine's own, which every store answers: {@link AcquirePermit},
     * {@link NextForPermit} and {@link PermitsOf}; its own command is {@link ReleasePermits}.
     *
     * @param fence the claim
     * @param call the question
     * @param <R> the answer
     * @return the answer
     * @throws LeaseLostException when the claim is no longer valid
     */
    <R> R call(Fence fence, StoreCall<R> call);

    /**
     * Applies a step's result, all or nothing, and once: the commit that the row has had last is answered and not applied
     * again, also when it gave the lease back. So a commit whose outcome is unknown may be repeated.
     *
     * @param fence the claim
     * @param commit the result
     * @return the row after it, including a request that came in meanwhile
     * @throws LeaseLostException when the claim is no longer valid
     * @throws IllegalArgumentException when its number is neither the row's last nor the one after that, or the run log would get a gap: OPEN takes the number after the newest run's,
     *     APPEND and FOLD take the newest run's own
     */
    Instance commit(Fence fence, StepCommit commit);

    /**
     * Applies the results of different subjects, each as {@link #commit} would: what is wrong with one of them does the others no
     * harm. A store may write them in one transaction, and so save work. What then cannot go with the others, for example because
     * its row is locked, is answered {@link CommitAnswer.Apart} and left to {@link #commit}. This implementation writes one by one.
     *
     * @param commits the results, each subject once
     * @return an answer for each, in the same order
     */
    default List<CommitAnswer> commitAll(List<FencedCommit> commits) {
        return commits.stream().map(this::commitOne).toList();
    }

    private CommitAnswer commitOne(FencedCommit one) {
        try {
            return new CommitAnswer.Written(commit(one.fence(), one.commit()));
        } catch (RuntimeException e) {
            return new CommitAnswer.Failed(e);
        }
    }

    /**
     * Gives a claim back without changing anything else. Silent when it is lost already.
     *
     * @param fence the claim
     */
    void release(Fence fence);

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
