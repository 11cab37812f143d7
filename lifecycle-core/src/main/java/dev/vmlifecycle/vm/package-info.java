/**
 * Virtual machines for hosting panels: packages, placements, the record of a VM and the facade.
 *
 * <p>Start reading at {@link dev.vmlifecycle.vm.VmLifecycle}. The pipelines stand as tables in {@code .deploy}, {@code .change},
 * {@code .terminate} and {@code .dns}; what their rows run is in {@code .step}.
 */
@NullMarked
package dev.vmlifecycle.vm;

import org.jspecify.annotations.NullMarked;
