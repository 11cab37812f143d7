package dev.vmlifecycle.benchmarks.engine;

import dev.vmlifecycle.storage.jdbc.JdbcStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Listens for the statement by which a store claims, and asks the server how it would run it. */
final class ClaimPlan {
    private static final Pattern PLACE = Pattern.compile("\\?");

    private ClaimPlan() {}

    static String of(Server server, String prefix) {
        AtomicReference<String> heard = new AtomicReference<>("");
        JdbcStore.builder(listening(server.plain(), heard))
                .prefix(prefix)
                .build()
                .claim("planner", 1, Duration.ofMillis(1));
        return server.text("EXPLAIN (COSTS OFF) " + filled(Objects.requireNonNull(heard.get())));
    }

    /** Values in the order of the statement's parameters: the supplied clock, how many, by whom, for how long. */
    private static String filled(String sql) {
        Iterator<String> values = List.of("NULL", "1000", "'planner'", "1").iterator();
        Matcher places = PLACE.matcher(sql);
        StringBuilder text = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(text, Matcher.quoteReplacement(values.next()));
        }
        return places.appendTail(text).toString();
    }

    private static DataSource listening(DataSource real, AtomicReference<String> heard) {
        return proxy(DataSource.class, real, heard);
    }

    private static <T> T proxy(Class<T> type, Object real, AtomicReference<String> heard) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && arguments[0] instanceof String sql
                            && sql.startsWith("WITH")) {
                        heard.set(sql);
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof Connection connection
                                ? proxy(Connection.class, connection, heard)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
