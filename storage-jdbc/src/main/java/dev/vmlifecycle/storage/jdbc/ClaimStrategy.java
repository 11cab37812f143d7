package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** How a database hands due rows to workers, each row to one of them. */
interface ClaimStrategy {

    /** Whether a claim is one statement, which needs no transaction around it. */
    default boolean isOneStatement() {
        return false;
    }

    /** Claims as {@link dev.vmlifecycle.engine.EngineStore#claim} says, within the transaction. */
    List<Instance> claim(Tx tx, String owner, int max, Duration leaseFor) throws SQLException;
}
