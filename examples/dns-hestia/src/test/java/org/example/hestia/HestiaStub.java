package org.example.hestia;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Behaves as the panel's API does: exit codes in a header and as HTTP statuses, the lowest free number as the id of a new
 * record, duplicates taken, names lowered, a dot added to what points somewhere.
 */
final class HestiaStub implements FaultInjector, AutoCloseable {

    static final String ACCESS = "hestia-acc3ss-key";
    static final String SECRET = "hestia-s3cret-key";
    static final String USER = "alice";
    static final String SUSPENDED = "suspended.test";

    record Row(String owner, String type, String value, long ttl) {}

    /** Domains and their records by id. */
    final Map<String, TreeMap<Integer, Row>> domains = new TreeMap<>();

    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger restarts = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Fault fault = Fault.SERVER_ERROR;

    HestiaStub(String... names) {
        for (String name : names) {
            domains.put(name, new TreeMap<>());
        }
        // else every answer waits for the 40 ms of a delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void failNext(int times, Fault how) {
        fault = how;
        failures.set(times);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            if (fault == Fault.RATE_LIMITED) {
                exchange.getResponseHeaders().add("Retry-After", "60");
            }
            answer(exchange, fault == Fault.RATE_LIMITED ? 429 : 503, "<html>proxy</html>");
            return;
        }
        Map<String, String> fields = new TreeMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        StringBuilder output = new StringBuilder();
        int exit = run(fields, output);
        exchange.getResponseHeaders().add("Hestia-Exit-Code", Integer.toString(exit));
        int status = exit == 0 ? (output.isEmpty() ? 204 : 200) : exit == 9 || exit == 10 ? 401 : exit == 3 ? 422 : 400;
        answer(exchange, status, exit == 0 ? output.toString() : "Error: exit " + exit);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private synchronized int run(Map<String, String> fields, StringBuilder output) {
        if (!ACCESS.equals(fields.get("access_key")) || !SECRET.equals(fields.get("secret_key"))) {
            return 9;
        }
        String command = fields.getOrDefault("cmd", "");
        if (command.equals("v-list-dns-domains")) {
            ObjectNode all = HestiaApi.JSON.createObjectNode();
            domains.keySet()
                    .forEach(name -> all.putObject(name).put("SUSPENDED", name.equals(SUSPENDED) ? "yes" : "no"));
            output.append(all);
            return 0;
        }
        TreeMap<Integer, Row> records = domains.get(fields.getOrDefault("arg2", ""));
        if (!USER.equals(fields.get("arg1")) || records == null) {
            return 3;
        }
        if (SUSPENDED.equals(fields.get("arg2")) && !command.startsWith("v-list")) {
            return 5;
        }
        return switch (command) {
            case "v-list-dns-records" -> list(records, output);
            case "v-add-dns-record" -> add(records, fields);
            case "v-delete-dns-record" -> delete(records, fields);
            case "v-rebuild-dns-domain" -> restarted(fields.getOrDefault("arg3", ""));
            default -> 2;
        };
    }

    private static int list(Map<Integer, Row> records, StringBuilder output) {
        ObjectNode all = HestiaApi.JSON.createObjectNode();
        records.forEach((id, row) -> all.putObject(id.toString())
                .put("RECORD", row.owner())
                .put("TYPE", row.type())
                .put("PRIORITY", "")
                .put("VALUE", row.value())
                .put("ID", id.toString())
                .put("SUSPENDED", "no")
                .put("TTL", Long.toString(row.ttl())));
        output.append(all);
        return 0;
    }

    private int add(Map<Integer, Row> records, Map<String, String> fields) {
        int id = 1;
        while (records.containsKey(id)) {
            id++;
        }
        String type = fields.getOrDefault("arg4", "");
        String value = fields.getOrDefault("arg5", "");
        boolean points = type.equals("PTR") || type.equals("CNAME");
        records.put(
                id,
                new Row(
                        fields.getOrDefault("arg3", "").toLowerCase(Locale.ROOT),
                        type,
                        points && !value.endsWith(".") ? value + "." : value,
                        Long.parseLong(fields.getOrDefault("arg9", "14400"))));
        writes.incrementAndGet();
        return restarted(fields.getOrDefault("arg8", ""));
    }

    private int delete(Map<Integer, Row> records, Map<String, String> fields) {
        if (records.remove(Integer.valueOf(fields.getOrDefault("arg3", "0"))) == null) {
            return 3;
        }
        writes.incrementAndGet();
        return restarted(fields.getOrDefault("arg4", ""));
    }

    private int restarted(String argument) {
        if (!argument.equals("no")) {
            restarts.incrementAndGet();
        }
        return 0;
    }
}
