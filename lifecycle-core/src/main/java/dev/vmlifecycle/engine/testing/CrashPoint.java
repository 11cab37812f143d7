package dev.vmlifecycle.engine.testing;

/**
 * Where a process may die: right before and right after each of the engine's writes. Between two of them nothing is durable that the
 * engine did, so that to die there is to die at one of these.
 */
public enum CrashPoint {
    /** Nothing was claimed yet. */
    BEFORE_CLAIM,
    /** The store has given a claim to a process that is no more. */
    AFTER_CLAIM,
    /** A step was about to note something. */
    BEFORE_CHECKPOINT,
    /** The notes are written; the step never learnt it. */
    AFTER_CHECKPOINT,
    /** A step was about to ask the store or to reserve something. */
    BEFORE_CALL,
    /** The reservation is made; the step never learnt it. */
    AFTER_CALL,
    /** A step is done outside, and nothing tells of it. */
    BEFORE_COMMIT,
    /** The result is recorded; nobody was told. */
    AFTER_COMMIT,
    /** A claim was about to be given back. */
    BEFORE_RELEASE,
    /** It is given back. */
    AFTER_RELEASE
}
