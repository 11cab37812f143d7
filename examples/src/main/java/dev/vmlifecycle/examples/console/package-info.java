/** What all commands of the examples share: where they print and how they fail. */
@NullMarked
package dev.vmlifecycle.examples.console;

import org.jspecify.annotations.NullMarked;
