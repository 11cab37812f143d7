package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes many plain commits with one statement. Stateless. */
interface GroupWrite {

    /** Whether the statement can write this one. */
    boolean takes(FencedCommit commit);

    /**
     * Writes those whose row is free, under their claim, and at the number before; the others are left as they are.
     *
     * @return the rows after it, by the place of the commit
     */
    Map<Integer, Instance> write(Tx tx, List<FencedCommit> commits) throws SQLException;
}
