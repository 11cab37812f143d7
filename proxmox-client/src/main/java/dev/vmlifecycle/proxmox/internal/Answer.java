package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The envelope of an answer: {@code data}, and beside it {@code total}, {@code message}, {@code errors}. */
public final class Answer {

    private final Call call;
    private final JsonObject root;

    private Answer(Call call, JsonObject root) {
        this.call = call;
        this.root = root;
    }

    static Answer read(Call call, Reply reply) {
        JsonObject body = reply.body();
        if (body == null) {
            throw call.undecodable("no JSON in the answer", null);
        }
        return new Answer(call, body);
    }

    /** A server may quote what it refuses, so the secrets of the request are masked in its texts. */
    static ProxmoxException error(Call call, Reply reply, String hint) {
        JsonObject body = reply.body();
        // some refusals carry plain text or nothing; the reason phrase tells then
        Fields root = new Fields(call, body == null ? JsonObject.EMPTY : body);
        // servers before 8.4 have no "message": their only text is the reason phrase
        String text = root.text("message").orElse(reply.reason()).strip() + hint;
        Map<String, String> fieldErrors = new LinkedHashMap<>();
        root.object("errors")
                .scalars()
                .forEach((name, error) -> fieldErrors.put(name, call.secrets().mask(error)));
        return ProxmoxErrors.forAnswer(
                call.method(), call.path(), reply.status(), call.secrets().mask(text), fieldErrors);
    }

    /** {@return the secrets of the request} */
    public Redaction secrets() {
        return call.secrets();
    }

    /** {@return {@code data}, which must be an object} */
    public Fields object() {
        if (!(root.get("data") instanceof JsonObject data)) {
            throw call.undecodable("data: not an object", null);
        }
        return new Fields(call, data);
    }

    /** {@return the objects in {@code data}, which must be an array: an odd answer must not look like "nothing there"} */
    public List<Fields> rows() {
        if (!(root.get("data") instanceof List<?>)) {
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
        return Fields.rows(call, root.get("data"));
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
     * {@return {@code data}, a text; absent when it is null, as the server says "done" where there is no task: anything else, an empty
     * answer too, must not look like that}
     */
    public Optional<String> textOrNull() {
        if (!root.has("data")) {
            throw call.undecodable("data: missing", null);
        }
        Object data = root.get("data");
        if (data != null && !(data instanceof String)) {
            throw call.undecodable("data: neither a text nor null", null);
        }
        return Optional.ofNullable((String) data);
    }

    /** {@return the number of entries on the server; the server leaves it out when it is zero} */
    public long total() {
        return new Fields(call, root).integer("total").orElse(0L);
    }

    /** {@return {@code data}, whatever it is} */
    public JsonValue value() {
        return JsonValues.of(root.get("data"));
    }
}
