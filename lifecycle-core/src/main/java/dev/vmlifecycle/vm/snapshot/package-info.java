/**
 * Pipelines of snapshots: make, remove, roll back. Each is asked for through {@link dev.vmlifecycle.vm.VmSnapshots}, save for removals by
 * age, which the scheduled task {@code remove_snapshots} asks for.
 */
@NullMarked
package dev.vmlifecycle.vm.snapshot;

import org.jspecify.annotations.NullMarked;
