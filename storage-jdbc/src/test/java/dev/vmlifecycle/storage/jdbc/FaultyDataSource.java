package dev.vmlifecycle.storage.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that fails on purpose. */
final class FaultyDataSource {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger rolledBack = new AtomicInteger();
    private final DataSource real;
    private Fault fault = Fault.NONE;
    private String product = "H2";

    /** What goes wrong, with a 08006 that says nothing about the outcome. */
    enum Fault {
        NONE,
        CONNECT,
        STATEMENT,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        AFTER_COMMIT_ON_CLOSE
    }

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    void fault(Fault next) {
        fault = next;
    }

    void product(String name) {
        product = name;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, (name, call) -> {
            if (!name.equals("getConnection")) {
                return call.now();
            }
            failIf(Fault.CONNECT);
            opened.incrementAndGet();
            return connection((Connection) call.now());
        });
    }

    private Connection connection(Connection inner) {
        return proxy(Connection.class, inner, (name, call) -> switch (name) {
            case "prepareStatement" -> {
                failIf(Fault.STATEMENT);
                yield call.now();
            }
            case "getMetaData" ->
                proxy(
                        DatabaseMetaData.class,
                        inner.getMetaData(),
                        (asked, inside) -> asked.equals("getDatabaseProductName") ? product : inside.now());
            case "commit" -> {
                failIf(Fault.BEFORE_COMMIT);
                Object done = call.now();
                failIf(Fault.AFTER_COMMIT);
                yield done;
            }
            case "rollback" -> {
                rolledBack.incrementAndGet();
                yield call.now();
            }
            case "close" -> {
                closed.incrementAndGet();
                Object done = call.now();
                failIf(Fault.AFTER_COMMIT_ON_CLOSE);
                yield done;
            }
            default -> call.now();
        });
    }

    private void failIf(Fault which) throws SQLException {
        if (fault == which) {
            throw new SQLException("broken on purpose: " + which, "08006");
        }
    }

    private interface Call {
        Object now() throws Throwable;
    }

    private interface Interceptor {
        Object on(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Object target, Interceptor interceptor) {
        InvocationHandler handler = (self, method, arguments) -> interceptor.on(method.getName(), () -> {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
