/** Other processes, for tests. */
@NullMarked
package dev.vmlifecycle.examples.testing;

import org.jspecify.annotations.NullMarked;
