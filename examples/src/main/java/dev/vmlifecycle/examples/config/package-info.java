/** Configuration files of the commands: {@code key = value} texts whose faults are told all at once. */
@NullMarked
package dev.vmlifecycle.examples.config;

import org.jspecify.annotations.NullMarked;
