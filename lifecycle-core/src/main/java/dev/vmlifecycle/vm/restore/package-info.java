/** Bringing back a backup, as a table of steps. */
@NullMarked
package dev.vmlifecycle.vm.restore;

import org.jspecify.annotations.NullMarked;
