/** Proof that the README's code is the code that runs. */
@NullMarked
package dev.vmlifecycle.examples.readme;

import org.jspecify.annotations.NullMarked;
