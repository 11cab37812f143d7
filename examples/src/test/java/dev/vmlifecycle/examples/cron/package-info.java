/** The cron command, in this process and in others. */
@NullMarked
package dev.vmlifecycle.examples.cron;

import org.jspecify.annotations.NullMarked;
