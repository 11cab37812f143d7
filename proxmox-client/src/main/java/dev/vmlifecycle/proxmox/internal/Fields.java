package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of an answer, read tolerantly: Proxmox gives numbers as text and flags as 0, "1" or true, depending
 * on version and call. Absent, null and empty are the same. What can not be read is a {@code DecodingException}.
 */
public final class Fields {

    private static final Set<String> NOT_FINITE = Set.of("nan", "-nan", "inf", "-inf", "+inf", "infinity", "-infinity");

    private static final int LONGEST_WHOLE = 19;

    private final Call call;
    private final JsonObject object;

    Fields(Call call, JsonObject object) {
        this.call = call;
        this.object = object;
    }

    /**
     * {@return a scalar as text, flags as 0 or 1}
     *
     * @param key as the API spells it
     */
    public Optional<String> text(String key) {
        return scalar(object.get(key));
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
     * {@return a scalar as text that people wrote or programs printed, so that it may quote what the request said}
     *
     * @param key as the API spells it
     * @param others secrets beside those of this request
     */
    public Optional<String> message(String key, Redaction others) {
        return text(key).map(call.secrets()::mask).map(others::mask);
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
        if (object.get(key) instanceof Long number) {
            return Optional.of(number);
        }
        // "NaN" stands for unknown in statistics
        return read(key, Fields::number).flatMap(number -> number).flatMap(Fields::whole);
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
     * {@return a point in time, absent when beyond all calendars}
     *
     * @param key as the API spells it, its value in epoch seconds
     */
    public Optional<Instant> instant(String key) {
        return integer(key).filter(Fields::isInstant).map(Instant::ofEpochSecond);
    }

    /**
     * {@return a point in time that can not be absent}
     *
     * @param key as the API spells it, its value in epoch seconds
     */
    public Instant requireInstant(String key) {
        return require(key, text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }

    /**
     * {@return the scalars of an array, or the words of a text; none when absent}
     *
     * @param key as the API spells it
     */
    public List<String> words(String key) {
        if (!(object.get(key) instanceof List<?> items)) {
            return text(key).map(Fields::split).orElse(List.of());
        }
        List<String> words = new ArrayList<>();
        items.forEach(item -> scalar(item).ifPresent(words::add));
        return words;
    }

    /**
     * {@return the objects of an array, none when absent}
     *
     * @param key as the API spells it
     */
    public List<Fields> rows(String key) {
        return rows(call, object.get(key));
    }

    /**
     * {@return an object, an empty one when absent}
     *
     * @param key as the API spells it
     */
    public Fields object(String key) {
        return new Fields(call, object.get(key) instanceof JsonObject member ? member : JsonObject.EMPTY);
    }

    /** {@return the names of the members} */
    public List<String> names() {
        List<String> names = new ArrayList<>(object.size());
        for (int i = 0; i < object.size(); i++) {
            names.add(object.name(i));
        }
        return names;
    }

    /** {@return all scalar members as text, flags as 0 or 1; empty texts are kept} */
    public Map<String, String> scalars() {
        return new Scalars(object);
    }

    /**
     * {@return all members as the API takes them: scalars as text, lists joined by commas, objects as property strings;
     * lists of objects and what lies deeper is left out}
     */
    public Map<String, String> wire() {
        Map<String, String> values = new LinkedHashMap<>(scalars());
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            Object value = object.value(i);
            if (value instanceof List<?> items && items.stream().noneMatch(Fields::isContainer)) {
                values.put(name, String.join(",", words(name)));
            } else if (value instanceof JsonObject member) {
                values.put(name, new Fields(call, member).propertyString());
            }
        }
        return values;
    }

    private static boolean isContainer(@Nullable Object item) {
        return item instanceof List<?> || item instanceof JsonObject;
    }

    private String propertyString() {
        return scalars().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }

    static List<Fields> rows(Call call, @Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            return List.of();
        }
        List<Fields> rows = new ArrayList<>(items.size());
        for (Object item : items) {
            rows.add(new Fields(call, item instanceof JsonObject row ? row : JsonObject.EMPTY));
        }
        return rows;
    }

    static Optional<String> scalar(@Nullable Object value) {
        String text = asText(value);
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static @Nullable String asText(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value instanceof String || value instanceof Long || value instanceof JsonDecimal
                ? value.toString()
                : null;
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw call.undecodable(key + ": " + Shown.of(text) + " not understood", e);
        }
    }

    private static Optional<BigDecimal> number(String text) {
        return NOT_FINITE.contains(text.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(new BigDecimal(text));
    }

    /** A fraction is cut off; absent beyond 64 bits, without writing out what a handful of characters may stand for. */
    static Optional<Long> whole(BigDecimal number) {
        long digits = (long) number.precision() - number.scale();
        if (digits > LONGEST_WHOLE) {
            return Optional.empty();
        }
        BigInteger whole = digits <= 0 ? BigInteger.ZERO : number.toBigInteger();
        return whole.bitLength() < Long.SIZE ? Optional.of(whole.longValue()) : Optional.empty();
    }

    static boolean isInstant(long second) {
        return second >= Instant.MIN.getEpochSecond() && second <= Instant.MAX.getEpochSecond();
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
