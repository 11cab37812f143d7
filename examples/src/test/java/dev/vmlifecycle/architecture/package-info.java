/** Rules that hold for the published modules as a whole. */
@NullMarked
package dev.vmlifecycle.architecture;

import org.jspecify.annotations.NullMarked;
