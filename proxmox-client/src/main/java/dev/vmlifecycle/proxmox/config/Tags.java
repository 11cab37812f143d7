package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tags of a guest. The server writes them in lower case, sorted and each once, so compare {@link #list()}.
 *
 * @param text value of {@code tags}, as read
 */
public record Tags(String text) {

    private static final Pattern SEPARATOR = Pattern.compile("[;, ]+");
    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_+.-]*");

    /**
     * {@return these tags}
     *
     * @param tags letters, digits and {@code _-+.}
     * @throws IllegalArgumentException when one has other characters
     */
    public static Tags of(String... tags) {
        return of(List.of(tags));
    }

    /** {@return the tags in lower case, sorted, each once} */
    public List<String> list() {
        return Stream.of(SEPARATOR.split(text, -1))
                .filter(tag -> !tag.isEmpty())
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * {@return whether a tag is among them}
     *
     * @param tag case is irrelevant
     */
    public boolean has(String tag) {
        return list().contains(tag.toLowerCase(Locale.ROOT));
    }

    /**
     * {@return these and one more}
     *
     * @param tag letters, digits and {@code _-+.}
     * @throws IllegalArgumentException when it has other characters
     */
    public Tags with(String tag) {
        List<String> more = new ArrayList<>(list());
        more.add(tag);
        return has(tag) ? this : of(more);
    }

    /**
     * {@return these without one}
     *
     * @param tag case is irrelevant
     */
    public Tags without(String tag) {
        return has(tag)
                ? of(list().stream()
                        .filter(other -> !other.equalsIgnoreCase(tag))
                        .toList())
                : this;
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return text;
    }

    private static Tags of(List<String> tags) {
        return new Tags(tags.stream().map(Tags::checked).collect(Collectors.joining(";")));
    }

    private static String checked(String tag) {
        if (!GRAMMAR.matcher(tag).matches()) {
            throw new IllegalArgumentException("tag: " + Shown.of(tag) + " (expected: letters, digits and _-+.)");
        }
        return tag;
    }
}
