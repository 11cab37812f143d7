package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.json.JsonValue;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The envelope of an answer: {@code data}, and beside it {@code total}, {@code message}, {@code errors}. */
public final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Call call;
    private final JsonNode root;

    private Answer(Call call, JsonNode root) {
        this.call = call;
        this.root = root;
    }

    static Answer read(Call call, WireResponse response) {
        try {
            return new Answer(call, JSON.readTree(response.body()));
        } catch (IOException e) {
            // the parser's message quotes the body, which may hold secrets
            throw call.undecodable("no JSON in an answer of " + response.body().length + " bytes", null);
        }
    }

    /** A server may quote what it refuses, so the secrets of the request are masked in its texts. */
    static ProxmoxException error(Call call, WireResponse response, Redaction secrets, String hint) {
        JsonNode root = errorBody(response);
        // servers before 8.4 have no "message": their only text is the reason phrase
        String text =
                Fields.scalar(root.path("message")).orElse(response.reason()).strip() + hint;
        Map<String, String> fieldErrors = new Fields(call, root.path("errors")).scalars();
        fieldErrors.replaceAll((name, error) -> secrets.mask(error));
        return ProxmoxErrors.forAnswer(call.method(), call.path(), response.status(), secrets.mask(text), fieldErrors);
    }

    /** {@return {@code data}, which must be an object} */
    public Fields object() {
        if (!data().isObject()) {
            throw call.undecodable("data: not an object", null);
        }
        return new Fields(call, data());
    }

    /** {@return the objects in {@code data}, which must be an array: an odd answer must not look like "nothing there"} */
    public List<Fields> rows() {
        if (!data().isArray()) {
            throw call.undecodable("data: not an array", null);
        }
        return rowsOrNone();
    }

    /** {@return the only object in {@code data}, an array} */
    public Fields only() {
        List<Fields> rows = rows();
        if (rows.size() != 1) {
            throw call.undecodable("data: " + rows.size() + " rows instead of one", null);
        }
        return rows.get(0);
    }

    /** {@return the objects in {@code data}; none when it is no array} */
    public List<Fields> rowsOrNone() {
        return Fields.rows(call, data());
    }

    /**
     * {@return {@code data}, a scalar, turned into a value}
     *
     * @param <T> type of the value
     * @param parser throws IllegalArgumentException for texts it can not read
     */
    public <T> T parseText(Function<String, T> parser) {
        return new Fields(call, root).require("data", parser);
    }

    /**
     * {@return {@code data}, a scalar, turned into a value; absent when null}
     *
     * @param <T> type of the value
     * @param parser throws IllegalArgumentException for texts it can not read
     */
    public <T> Optional<T> parseOptionalText(Function<String, T> parser) {
        return new Fields(call, root).read("data", parser);
    }

    /** {@return the number of entries on the server; the server leaves it out when it is zero} */
    public long total() {
        return new Fields(call, root).integer("total").orElse(0L);
    }

    /** {@return {@code data}, whatever it is} */
    public JsonValue value() {
        return JsonReader.value(data());
    }

    private JsonNode data() {
        return root.path("data");
    }

    private static JsonNode errorBody(WireResponse response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            // some refusals carry plain text or nothing; the reason phrase tells then
            return JSON.createObjectNode();
        }
    }
}
