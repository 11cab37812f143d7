package dev.vmlifecycle.ip;

import dev.vmlifecycle.engine.StoreCommand;
import java.time.Duration;

/**
 * Takes addresses from a VM and puts them into quarantine. Only after proof that the VM no longer holds them.
 *
 * @param key the VM
 * @param onlyLeaving true: those marked as leaving; false: all
 * @param quarantine how long nobody may have them
 */
public record ReleaseAddresses(String key, boolean onlyLeaving, Duration quarantine) implements StoreCommand {}
