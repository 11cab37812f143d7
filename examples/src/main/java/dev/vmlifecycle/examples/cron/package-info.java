/** The cron command: all scheduled tasks, from one line in a crontab, on as many hosts as share a database. */
@NullMarked
package dev.vmlifecycle.examples.cron;

import org.jspecify.annotations.NullMarked;
