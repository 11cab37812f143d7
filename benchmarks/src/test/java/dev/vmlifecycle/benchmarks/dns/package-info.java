/** Tests of what is measured. */
@NullMarked
package dev.vmlifecycle.benchmarks.dns;

import org.jspecify.annotations.NullMarked;
