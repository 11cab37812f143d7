/**
 * Tools for testing pipelines and steps: a clock that stands still, an engine run by hand, a crash to order.
 *
 * <p>Nothing here needs a test framework, so that hosts can use it in their own tests.
 */
@NullMarked
package dev.vmlifecycle.engine.testing;

import org.jspecify.annotations.NullMarked;
