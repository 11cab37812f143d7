/** The engine on PostgreSQL against bare JDBC on the same server. Start at {@code EngineBenchmark}. */
@NullMarked
package dev.vmlifecycle.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
