package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.storage.testkit.FaultyDataSource.Point;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link FaultyDataSource}, and the statements made on it. */
final class FaultyConnection implements InvocationHandler {
    private static final Pattern WRITES = Pattern.compile("^(INSERT|UPDATE|DELETE|WITH)\\b");

    private final FaultyDataSource source;
    private final Connection real;
    private volatile boolean killed;
    private boolean closed;
    private boolean begun;

    FaultyConnection(FaultyDataSource source, Connection real) {
        this.source = source;
        this.real = real;
    }

    /** One call to the real thing. */
    @FunctionalInterface
    interface Call<T> {
        T now() throws SQLException;
    }

    /** What a broken connection means to the real thing. */
    @FunctionalInterface
    interface Break {
        void now() throws SQLException;
    }

    /** What a method answered; null is an answer, too. */
    private record Answer(@Nullable Object value) {}

    Connection proxy() {
        return proxy(Connection.class, this);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws SQLException {
        Call<Answer> call = () -> invoke(method, real, arguments);
        boolean savepoint = arguments != null;
        Answer answer = switch (method.getName()) {
            case "commit" -> at(Point.COMMIT, call);
            case "rollback" -> savepoint ? alive(call) : at(Point.ROLLBACK, call);
            case "close" -> close(call);
            case "isClosed", "toString", "hashCode", "unwrap", "isWrapperFor" -> call.now();
            default -> alive(call);
        };
        return answer.value() instanceof Statement statement ? statement(self, statement, arguments) : answer.value();
    }

    private Object statement(Object connection, Statement statement, Object @Nullable [] arguments) {
        String prepared = arguments != null && arguments[0] instanceof String sql ? sql : "";
        return proxy(typeOf(statement), (self, method, given) -> {
            if (method.getName().equals("getConnection")) {
                return connection;
            }
            Call<Answer> call = () -> invoke(method, statement, given);
            if (!method.getName().startsWith("execute")) {
                return call.now().value();
            }
            String sql = given != null && given[0] instanceof String text ? text : prepared;
            Point point = point(sql);
            boolean commitsItself = point == Point.STATEMENT && !begun && isWriting(sql) && real.getAutoCommit();
            Call<Answer> made = commitsItself ? () -> source.at(Point.COMMIT, this::kill, call) : call;
            return at(point, made).value();
        });
    }

    private Point point(String sql) {
        String words = sql.strip().toUpperCase(Locale.ROOT);
        Point point = switch (words) {
            case "COMMIT" -> Point.COMMIT;
            case "ROLLBACK" -> Point.ROLLBACK;
            default -> Point.STATEMENT;
        };
        begun = point == Point.STATEMENT && (begun || words.startsWith("BEGIN"));
        return point;
    }

    private static boolean isWriting(String sql) {
        return WRITES.matcher(sql.strip().toUpperCase(Locale.ROOT)).find();
    }

    private static Class<? extends Statement> typeOf(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    private Answer close(Call<Answer> call) throws SQLException {
        if (!closed) {
            closed = true;
            source.gaveBack();
        }
        return killed ? new Answer(null) : source.at(Point.CLOSE, this::kill, call);
    }

    private Answer at(Point point, Call<Answer> call) throws SQLException {
        return alive(() -> source.at(point, this::kill, call));
    }

    private Answer alive(Call<Answer> call) throws SQLException {
        if (killed) {
            throw FaultyDataSource.broken("connection", Fault.CONNECTION_FAILURE);
        }
        return call.now();
    }

    /** Rolled back by hand: a server does so in its own time, and a pool gets its connection back. */
    private void kill() throws SQLException {
        killed = true;
        if (real.getAutoCommit()) {
            try (Statement statement = real.createStatement()) {
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                // no transaction was open: nothing to undo
            }
        } else {
            real.rollback();
        }
        real.close();
    }

    private static Answer invoke(Method method, Object target, Object @Nullable [] arguments) throws SQLException {
        try {
            return new Answer(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + ": no access (expected: a method of java.sql)", e);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
