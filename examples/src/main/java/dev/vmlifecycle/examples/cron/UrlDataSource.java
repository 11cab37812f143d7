package dev.vmlifecycle.examples.cron;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections by URL, one for each call: enough for a process that lives a minute. A host application has a pool. One connection is kept
 * open, so that an H2 database is not closed and opened again in between. Thread-safe.
 */
final class UrlDataSource implements DataSource, AutoCloseable {
    private final CronConfig.Database database;
    private final Connection anchor;

    private UrlDataSource(CronConfig.Database database) throws SQLException {
        this.database = database;
        this.anchor = open();
    }

    static UrlDataSource connect(CronConfig.Database database) throws SQLException {
        return new UrlDataSource(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("a connection of another user");
    }

    private Connection open() throws SQLException {
        Properties login = new Properties();
        if (!database.user().isEmpty()) {
            login.setProperty("user", database.user());
        }
        database.password().ifPresent(secret -> login.setProperty("password", secret.reveal()));
        return DriverManager.getConnection(url(), login);
    }

    /** H2 in this process would close its file at SIGTERM, under the step that is being finished, and write commits half a second late. */
    private String url() {
        boolean file = database.url().startsWith("jdbc:h2:file:");
        return file ? database.url() + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0" : database.url();
    }

    @Override
    public void close() {
        try {
            anchor.close();
        } catch (SQLException e) {
            // the process ends anyway, and with it the connection
            DriverManager.println("anchor connection: " + e.getMessage());
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
