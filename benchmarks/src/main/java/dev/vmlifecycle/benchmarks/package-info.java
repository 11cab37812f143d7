/** Measurements against bare libraries. {@code Benchmarks} is the door: one name an argument. */
@NullMarked
package dev.vmlifecycle.benchmarks;

import org.jspecify.annotations.NullMarked;
