/**
 * The contract suite of {@link dev.vmlifecycle.engine.EngineStore}: what every store must do, as JUnit tests to inherit.
 *
 * <p>Start reading at {@link dev.vmlifecycle.storage.testkit.EngineStoreContract}. Beside it: a {@link
 * dev.vmlifecycle.storage.testkit.FaultyDataSource} for tests of stores over JDBC. Nothing here is used by the engine.
 */
@NullMarked
package dev.vmlifecycle.storage.testkit;

import org.jspecify.annotations.NullMarked;
