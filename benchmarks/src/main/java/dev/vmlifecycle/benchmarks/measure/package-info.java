/** Two contestants, many short rounds in turn, medians. */
@NullMarked
package dev.vmlifecycle.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
