package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body. A tree of nodes would cost three times the memory, and lists are asked for every few seconds. */
final class JsonReader {

    // Perl writes what is no number as it comes
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final int SHARED = 128;
    private static final int LONGEST_SHARED = 24;
    private static final int LEAST_STACK = 8;

    private final JsonParser parser;
    // members and items of what is being read; each object and list takes its own off the top when it ends
    private @Nullable Object[] stack = new Object[96];
    private int top;
    // rows repeat nodes, states, pools and tags; grown with the first list
    private @Nullable String[] shared = new String[0];

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The object in a body; an empty one when the body is empty or something else. */
    static JsonObject read(byte[] body) throws IOException {
        return read(JSON.createParser(body));
    }

    /** As {@link #read(byte[])}, while it arrives. */
    static JsonObject read(InputStream body) throws IOException {
        return read(JSON.createParser(body));
    }

    private static JsonObject read(JsonParser source) throws IOException {
        try (JsonParser parser = source) {
            JsonObject read =
                    parser.nextToken() == JsonToken.START_OBJECT ? new JsonReader(parser).object() : JsonObject.EMPTY;
            if (read != JsonObject.EMPTY && parser.nextToken() != null) {
                throw new IOException("more after the end of the JSON");
            }
            return read;
        }
    }

    private JsonObject object() throws IOException {
        int from = top;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            push(name);
            push(value(parser.nextToken()));
        }
        return taken(from);
    }

    /** An object that fills most of the stack, as the only one of an answer does, takes it over instead of a copy. */
    private JsonObject taken(int from) {
        int size = top - from;
        if (size <= stack.length / 2) {
            return new JsonObject(pop(from), 0, size);
        }
        JsonObject object = new JsonObject(stack, from, top);
        stack = Arrays.copyOf(stack, Math.max(LEAST_STACK, 2 * from));
        Arrays.fill(stack, from, stack.length, null);
        top = from;
        return object;
    }

    private List<@Nullable Object> list() throws IOException {
        int from = top;
        if (shared.length == 0) {
            shared = new String[SHARED];
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            push(value(token));
        }
        return Arrays.asList(pop(from));
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> text();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER
                        ? new JsonDecimal(parser.getText())
                        : (Object) parser.getLongValue();
            default -> new JsonDecimal(parser.getText());
        };
    }

    private String text() throws IOException {
        int length = parser.getTextLength();
        if (length > LONGEST_SHARED || shared.length == 0) {
            return parser.getText();
        }
        char[] chars = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = hash & (shared.length - 1);
        String known = shared[slot];
        if (known == null || !isSame(known, chars, offset, length)) {
            known = new String(chars, offset, length);
            shared[slot] = known;
        }
        return known;
    }

    private static boolean isSame(String text, char[] chars, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private void push(@Nullable Object value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }

    private @Nullable Object[] pop(int from) {
        @Nullable Object[] taken = Arrays.copyOfRange(stack, from, top);
        top = from;
        return taken;
    }
}
