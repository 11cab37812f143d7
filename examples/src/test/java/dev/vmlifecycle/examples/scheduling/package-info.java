/** The wirings of docs/scheduling.md, compiled and run. */
@NullMarked
package dev.vmlifecycle.examples.scheduling;

import org.jspecify.annotations.NullMarked;
