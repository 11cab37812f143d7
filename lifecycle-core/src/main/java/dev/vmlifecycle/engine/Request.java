package dev.vmlifecycle.engine;

import java.time.Instant;

/**
 * What somebody asked of a subject while it may be busy: a column of the row, honoured at step boundaries and in waits.
 *
 * @param id grows with each request of a key, so that a consumed request is not confused with a later one
 * @param pipeline the pipeline to start
 * @param preempts true: at the next step boundary; false: when the present pipeline has ended at rest
 * @param payload what the subject side needs, opaque to the engine; never a secret in clear
 * @param by who asked, and why
 * @param at when
 */
public record Request(long id, String pipeline, boolean preempts, String payload, String by, Instant at) {}
