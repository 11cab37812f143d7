package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;
import java.time.Duration;

/**
 * Takes the VMID from a VM that is proved gone and puts it into quarantine. Nothing happens when the VM has none.
 *
 * @param key the VM
 * @param quarantine how long nobody may have it
 */
public record RetireVmid(String key, Duration quarantine) implements StoreCommand {}
