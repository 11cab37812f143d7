/**
 * The quickstart: options and configuration, the walk itself, and the report of the world it leaves.
 *
 * <p>Start reading at {@code Session}, which wires the library together as a host application would, then {@code Walk}.
 */
@NullMarked
package dev.vmlifecycle.examples.quickstart;

import org.jspecify.annotations.NullMarked;
