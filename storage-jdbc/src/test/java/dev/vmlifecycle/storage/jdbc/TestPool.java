package dev.vmlifecycle.storage.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A small pool. Refuses to take back a connection that is not as it was handed out. */
final class TestPool implements DataSource, AutoCloseable {
    private final DataSource real;
    private final int size;
    private final Semaphore free;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    TestPool(DataSource real, int size) {
        this.real = real;
        this.size = size;
        this.free = new Semaphore(size);
    }

    int active() {
        return size - free.availablePermits();
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (!free.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new SQLException("no connection within 60 s (expected: one of " + size + ")", "08001");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "08001", e);
        }
        try {
            Connection pooled = idle.pollFirst();
            return wrap(pooled == null ? real.getConnection() : pooled);
        } catch (SQLException e) {
            free.release();
            throw e;
        }
    }

    private Connection wrap(Connection connection) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        AtomicBoolean out = new AtomicBoolean(true);
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                if (out.getAndSet(false)) {
                    giveBack(connection, isolation);
                }
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private void giveBack(Connection connection, int isolation) throws SQLException {
        try {
            if (connection.isClosed()) {
                return;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (connection.getTransactionIsolation() != isolation) {
                throw new AssertionError("isolation: changed (expected: as it was handed out)");
            }
            idle.addFirst(connection);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        List<Connection> all = new ArrayList<>(idle);
        idle.clear();
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError("pool", e);
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
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
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
