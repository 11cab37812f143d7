package dev.vmlifecycle.ip;

import dev.vmlifecycle.engine.StoreCall;

/**
 * Asks how full a pool is.
 *
 * @param pool the pool as it is configured now
 */
public record UsageOf(IpPool pool) implements StoreCall<PoolUsage> {}
