/**
 * The change-package pipeline: 13 states, 12 actions.
 *
 * <p>Reads as the table it is; what the rows run stands in {@code dev.vmlifecycle.vm.internal}.
 */
@NullMarked
package dev.vmlifecycle.vm.change;

import org.jspecify.annotations.NullMarked;
