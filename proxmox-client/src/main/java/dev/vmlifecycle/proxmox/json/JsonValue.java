package dev.vmlifecycle.proxmox.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A value of an answer, immutable. The readers are tolerant, since Proxmox gives numbers as text and flags as 0, "1" or
 * true, depending on version and call: what is not there, or is something else, is absent.
 *
 * <p>{@code toString} tells only the kind and size, because an answer may hold a ticket or a token; {@link #toJson()}
 * tells all.
 */
public sealed interface JsonValue permits JsonArray, JsonFlag, JsonNull, JsonNumber, JsonObject, JsonText {

    /** {@return the value as JSON text} */
    String toJson();

    /**
     * {@return the member of an object; absent when it has none, the member is null, or this is no object}
     *
     * @param name of the member
     */
    default Optional<JsonValue> get(String name) {
        return Optional.empty();
    }

    /** {@return the items of an array, none when this is no array} */
    default List<JsonValue> items() {
        return List.of();
    }

    /** {@return a scalar as text, flags as 0 or 1; absent when this is null, an array or an object} */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** {@return a number, also one given as text} */
    default Optional<BigDecimal> number() {
        try {
            return text().map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return a flag, given as true, 1 or "1", or their opposites} */
    default Optional<Boolean> flag() {
        return text().filter(text -> text.equals("0") || text.equals("1")).map("1"::equals);
    }

    /**
     * {@return the text of an object's member, see {@link #text()}}
     *
     * @param name of the member
     */
    default Optional<String> text(String name) {
        return get(name).flatMap(JsonValue::text);
    }
}
