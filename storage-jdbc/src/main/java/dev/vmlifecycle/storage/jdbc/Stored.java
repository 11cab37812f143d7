package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;

/**
 * A subject's row as read for a change.
 *
 * @param instance what the engine sees
 * @param requestSeq the id of the last request ever made
 * @param version grows with each write of the row
 */
record Stored(Instance instance, long requestSeq, long version) {}
