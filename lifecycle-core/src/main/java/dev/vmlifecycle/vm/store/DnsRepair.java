package dev.vmlifecycle.vm.store;

import java.time.Instant;

/**
 * A DNS value that could not be written, or not be removed, and will be tried again.
 *
 * @param entry the value
 * @param removal true when it shall go, false when it shall come
 * @param tries how often it was tried
 * @param dueAt when it is tried next, by the store's clock
 * @param error why it failed last; without secrets
 */
public record DnsRepair(LedgerEntry entry, boolean removal, int tries, Instant dueAt, String error) {}
