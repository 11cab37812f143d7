/** Tests of the scheduled tasks. */
@NullMarked
package dev.vmlifecycle.schedule;

import org.jspecify.annotations.NullMarked;
