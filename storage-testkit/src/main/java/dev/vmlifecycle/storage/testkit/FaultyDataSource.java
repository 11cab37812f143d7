package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.engine.Sleeper;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that fails on purpose, around any other: before a call, after it (so that the outcome of a COMMIT is unknown),
 * slowly, or with a connection that breaks in mid-transaction. Counts what is called. Thread-safe.
 *
 * <pre>{@code
 * FaultyDataSource faulty = FaultyDataSource.around(dataSource);
 * JdbcStore store = JdbcStore.create(faulty);
 * faulty.plan(FaultPlan.once(Point.COMMIT, 3, Fault.after())); // the third commit takes effect, its answer is lost
 * }</pre>
 */
public final class FaultyDataSource implements DataSource {

    /** Where something can go wrong. */
    public enum Point {
        /** A connection is asked for. */
        CONNECT,
        /** A statement is executed. */
        STATEMENT,
        /** A transaction is committed: by call, by statement, or by the end of a writing statement in auto-commit mode. */
        COMMIT,
        /** A transaction is rolled back, by call or by statement; to a savepoint does not count. */
        ROLLBACK,
        /** A connection is given back. */
        CLOSE
    }

    private final DataSource real;
    private final Sleeper sleeper;
    private final Map<Point, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Planned planned = new Planned(FaultPlan.none());

    private FaultyDataSource(DataSource real, Sleeper sleeper) {
        this.real = real;
        this.sleeper = sleeper;
        for (Point point : Point.values()) {
            calls.put(point, new AtomicInteger());
        }
    }

    /**
     * Wraps a data source; all goes well until {@link #plan}.
     *
     * @param real where the connections come from
     * @return the data source
     */
    public static FaultyDataSource around(DataSource real) {
        return around(real, Sleeper.system());
    }

    /**
     * Wraps a data source; all goes well until {@link #plan}.
     *
     * @param real where the connections come from
     * @param sleeper where slow calls spend their time
     * @return the data source
     */
    public static FaultyDataSource around(DataSource real, Sleeper sleeper) {
        return new FaultyDataSource(real, sleeper);
    }

    /**
     * Sets what goes wrong from now on; its counting begins anew.
     *
     * @param plan the plan
     */
    public void plan(FaultPlan plan) {
        planned = new Planned(plan);
    }

    /** From now on all goes well. Connections that broke stay broken. */
    public void heal() {
        plan(FaultPlan.none());
    }

    /**
     * How often something was called since the beginning, gone well or not.
     *
     * @param point what
     * @return the count
     */
    public int calls(Point point) {
        return calls.getOrDefault(point, new AtomicInteger()).get();
    }

    /**
     * How many connections are out.
     *
     * @return those opened and not closed yet
     */
    public int openConnections() {
        return open.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(real::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connect(() -> real.getConnection(username, password));
    }

    private Connection connect(FaultyConnection.Call<Connection> call) throws SQLException {
        Connection connection = at(Point.CONNECT, () -> {}, call);
        open.incrementAndGet();
        return new FaultyConnection(this, connection).proxy();
    }

    void gaveBack() {
        open.decrementAndGet();
    }

    /** Makes one call with whatever is planned for it. */
    <T> T at(Point point, FaultyConnection.Break breaking, FaultyConnection.Call<T> call) throws SQLException {
        calls.getOrDefault(point, new AtomicInteger()).incrementAndGet();
        Fault fault = planned.next(point).orElse(null);
        if (fault instanceof Fault.Before before) {
            throw broken(point, before.sqlState());
        }
        if (fault instanceof Fault.Killed killed) {
            breaking.now();
            throw broken(point, killed.sqlState());
        }
        if (fault instanceof Fault.Slow slow) {
            sleep(slow);
        }
        T answer = call.now();
        if (fault instanceof Fault.After after) {
            throw broken(point, after.sqlState());
        }
        return answer;
    }

    private void sleep(Fault.Slow slow) throws SQLException {
        try {
            sleeper.sleep(slow.by());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", Fault.CONNECTION_FAILURE, e);
        }
    }

    static SQLException broken(Object where, String sqlState) {
        return new SQLException("broken on purpose: " + where, sqlState);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }

    /** A plan and how far its counting is. */
    private static final class Planned {
        private final FaultPlan plan;
        private final Map<Point, AtomicInteger> counts = new ConcurrentHashMap<>();

        Planned(FaultPlan plan) {
            this.plan = plan;
        }

        Optional<Fault> next(Point point) {
            int count =
                    counts.computeIfAbsent(point, any -> new AtomicInteger()).incrementAndGet();
            return plan.at(point, count);
        }
    }
}
