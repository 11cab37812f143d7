package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.ByteSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One JSON object of an answer, read tolerantly: Proxmox gives numbers as text and flags as 0, "1" or true, depending
 * on version and call. Absent, null and empty are the same. What can not be read is a {@code DecodingException}.
 */
public final class Fields {

    private static final Set<String> NOT_FINITE = Set.of("NaN", "nan", "inf", "Infinity", "-inf");

    private final Call call;
    private final JsonNode node;

    Fields(Call call, JsonNode node) {
        this.call = call;
        this.node = node;
    }

    /**
     * {@return a scalar as text, flags as 0 or 1}
     *
     * @param key as the API spells it
     */
    public Optional<String> text(String key) {
        return Optional.ofNullable(node.get(key)).flatMap(Fields::scalar);
    }

    /**
     * {@return a scalar that can not be absent, as text}
     *
     * @param key as the API spells it
     */
    public String require(String key) {
        return text(key).orElseThrow(() -> call.undecodable(key + ": missing", null));
    }

    /**
     * {@return a scalar turned into a value}
     *
     * @param <T> type of the value
     * @param key as the API spells it
     * @param parser throws IllegalArgumentException for texts it can not read
     */
    public <T> Optional<T> read(String key, Function<String, T> parser) {
        return text(key).map(text -> parse(key, text, parser));
    }

    /**
     * {@return a scalar that can not be absent, turned into a value}
     *
     * @param <T> type of the value
     * @param key as the API spells it
     * @param parser throws IllegalArgumentException for texts it can not read
     */
    public <T> T require(String key, Function<String, T> parser) {
        return parse(key, require(key), parser);
    }

    /**
     * {@return a flag, false when absent}
     *
     * @param key as the API spells it
     */
    public boolean flag(String key) {
        return text(key).filter(text -> !text.equals("0")).isPresent();
    }

    /**
     * {@return an integer, absent when it is no finite number}
     *
     * @param key as the API spells it
     */
    public Optional<Long> integer(String key) {
        // "NaN" stands for unknown in statistics
        return read(key, Fields::number).flatMap(number -> number).map(BigDecimal::longValue);
    }

    /**
     * {@return an amount of bytes, zero when absent}
     *
     * @param key as the API spells it
     */
    public ByteSize bytes(String key) {
        return integer(key).map(number -> ByteSize.ofBytes(Math.max(0, number))).orElse(ByteSize.ofBytes(0));
    }

    /**
     * {@return a point in time}
     *
     * @param key as the API spells it, its value in epoch seconds
     */
    public Optional<Instant> instant(String key) {
        return integer(key).map(Instant::ofEpochSecond);
    }

    /**
     * {@return the scalars of an array, or the words of a text; none when absent}
     *
     * @param key as the API spells it
     */
    public List<String> words(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isArray()) {
            return text(key).map(Fields::split).orElse(List.of());
        }
        List<String> words = new ArrayList<>();
        value.forEach(item -> scalar(item).ifPresent(words::add));
        return words;
    }

    /**
     * {@return the objects of an array, none when absent}
     *
     * @param key as the API spells it
     */
    public List<Fields> rows(String key) {
        return rows(call, node.path(key));
    }

    /**
     * {@return an object, an empty one when absent}
     *
     * @param key as the API spells it
     */
    public Fields object(String key) {
        return new Fields(call, node.path(key));
    }

    /** {@return the names of the members} */
    public List<String> names() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** {@return all scalar members as text, flags as 0 or 1; empty texts are kept} */
    public Map<String, String> scalars() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value.isBoolean()) {
                values.put(entry.getKey(), value.booleanValue() ? "1" : "0");
            } else if (value.isValueNode() && !value.isNull()) {
                values.put(entry.getKey(), value.asText());
            }
        }
        return values;
    }

    /**
     * {@return all members as the API takes them: scalars as text, lists joined by commas, objects as property strings;
     * lists of objects and what lies deeper is left out}
     */
    public Map<String, String> wire() {
        Map<String, String> values = scalars();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value.isArray() && !(value.size() > 0 && value.get(0).isContainerNode())) {
                values.put(entry.getKey(), String.join(",", words(entry.getKey())));
            } else if (value.isObject()) {
                values.put(entry.getKey(), new Fields(call, value).propertyString());
            }
        }
        return values;
    }

    private String propertyString() {
        return scalars().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }

    static List<Fields> rows(Call call, JsonNode array) {
        List<Fields> rows = new ArrayList<>(array.size());
        if (array.isArray()) {
            array.forEach(item -> rows.add(new Fields(call, item)));
        }
        return rows;
    }

    static Optional<String> scalar(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue() ? "1" : "0");
        }
        return Optional.of(value)
                .filter(node -> node.isValueNode() && !node.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw call.undecodable(key + ": '" + text + "' not understood", e);
        }
    }

    private static Optional<BigDecimal> number(String text) {
        return NOT_FINITE.contains(text) ? Optional.empty() : Optional.of(new BigDecimal(text));
    }

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("[ ,;\\n]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
