/** The code block of the README, compiled and run by a test. */
@NullMarked
package dev.vmlifecycle.examples.readme;

import org.jspecify.annotations.NullMarked;
