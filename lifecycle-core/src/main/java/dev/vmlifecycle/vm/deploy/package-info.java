/**
 * The deploy pipeline: 16 states, 15 actions.
 *
 * <p>Reads as the table it is; what the rows run stands in {@code dev.vmlifecycle.vm.internal}.
 */
@NullMarked
package dev.vmlifecycle.vm.deploy;

import org.jspecify.annotations.NullMarked;
