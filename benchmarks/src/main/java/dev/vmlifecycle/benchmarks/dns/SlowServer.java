package dev.vmlifecycle.benchmarks.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP API on loopback that takes its time over each call, any number of them at once, and counts them. */
abstract class SlowServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Duration each;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();

    SlowServer(Duration each) {
        this.each = each;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    record Answer(int status, String body) {}

    /** Answers one call; one at a time. */
    abstract Answer answer(String method, String path, String query, JsonNode body);

    /** How many records the server has that were not there from the beginning. */
    abstract int records();

    void start() {
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            TimeUnit.NANOSECONDS.sleep(each.toNanos());
            URI uri = exchange.getRequestURI();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
            Answer answer;
            synchronized (this) {
                String query = uri.getQuery() == null ? "" : uri.getQuery();
                answer = answer(exchange.getRequestMethod(), uri.getPath(), query, body);
            }
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
