package dev.vmlifecycle.proxmox.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scalar members of an object as texts, in order of arrival. Immutable, so that a configuration can keep it as it is: a
 * map of its own would be a tenth of the cost of reading one.
 */
public final class Scalars extends AbstractMap<String, String> {

    private final JsonObject object;

    Scalars(JsonObject object) {
        this.object = object;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        return key instanceof String name ? Fields.asText(object.get(name)) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    /** {@return the members} */
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return entries().iterator();
            }

            @Override
            public int size() {
                return (int) entries().count();
            }
        };
    }

    /** {@return the names; values may be confidential} */
    @Override
    public String toString() {
        return keySet().toString();
    }

    private Stream<Map.Entry<String, String>> entries() {
        return IntStream.range(0, object.size())
                .mapToObj(i -> Optional.ofNullable(Fields.asText(object.value(i)))
                        .map(text -> Map.entry(object.name(i), text)))
                .flatMap(Optional::stream);
    }
}
