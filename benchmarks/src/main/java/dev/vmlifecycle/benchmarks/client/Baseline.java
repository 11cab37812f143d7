package dev.vmlifecycle.benchmarks.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** What one would write by hand for these two calls: OkHttp, and Jackson streaming into records. */
final class Baseline implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader CONFIG = JSON.readerFor(ConfigAnswer.class);
    private static final ObjectReader GUESTS = JSON.readerFor(ListAnswer.class);

    record ConfigAnswer(ConfigRow data) {}

    record ListAnswer(List<GuestRow> data) {}

    private final OkHttpClient http;
    private final Request config;
    private final Request list;

    Baseline(LoopbackServer server, String tokenId, String secret) {
        http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .sslSocketFactory(
                        server.trust().sslSocketFactory(), server.trust().trustManager())
                .build();
        String base = "https://" + server.host() + "/api2/json";
        String authorization = "PVEAPIToken=" + tokenId + "=" + secret;
        config = request(base + Payloads.CONFIG_PATH, authorization);
        list = request(base + Payloads.LIST_TARGET, authorization);
    }

    long config() {
        ConfigAnswer answer = read(config, CONFIG, ConfigAnswer.class);
        return (long) answer.data().cores() + answer.data().digest().length();
    }

    long list() {
        ListAnswer answer = read(list, GUESTS, ListAnswer.class);
        return answer.data().size();
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    private static Request request(String url, String authorization) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", authorization)
                .build();
    }

    private <T> T read(Request request, ObjectReader reader, Class<T> type) {
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IllegalStateException("answer: " + response.code() + " (expected: 200)");
            }
            return reader.readValue(response.body().byteStream(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
