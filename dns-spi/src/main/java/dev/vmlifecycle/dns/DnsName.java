package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fully qualified domain name: its labels, in lower-case ASCII, without the trailing dot.
 *
 * <p>Names are compared label by label, from the right: a parent comes just before its children. The root itself is no
 * value of this type. Immutable.
 */
public final class DnsName implements Comparable<DnsName> {

    private static final int LONGEST = 253;

    private final List<String> labels;
    private final String text;

    private DnsName(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.text = String.join(".", labels);
        if (text.length() > LONGEST) {
            throw refused("name", text, "at most " + LONGEST + " characters");
        }
    }

    /**
     * Reads a name; upper case is lowered, one trailing dot is dropped, international labels become A-labels.
     *
     * <p>A label has 1 to 63 letters, digits, hyphens, underscores or slashes (classless reverse zones); the first may be
     * {@code *}. An international label is converted by IDNA2003; one that IDNA2008 would send elsewhere is refused and
     * must be given as {@code xn--...}. Whether a name can be a host's is asked with {@link #isHostname()}.
     *
     * @param text the name
     * @return the name
     * @throws IllegalArgumentException when the text is no name, or longer than 253 characters
     */
    public static DnsName parse(String text) {
        String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        List<String> labels = new ArrayList<>();
        for (String label : relative.split("\\.", -1)) {
            labels.add(Labels.canonical(label, text));
        }
        if (labels.lastIndexOf("*") > 0) {
            throw refused("name", text, "'*' as the first label only");
        }
        return new DnsName(labels);
    }

    /**
     * The labels, the host's own first.
     *
     * @return at least one label; unmodifiable
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * The name one label shorter.
     *
     * @return the parent, empty for a name of one label
     */
    public Optional<DnsName> parent() {
        return labels.size() == 1 ? Optional.empty() : Optional.of(new DnsName(labels.subList(1, labels.size())));
    }

    /**
     * A name below this one.
     *
     * @param relative one or more labels, such as {@code vm1} or {@code 10.2}
     * @return the longer name
     * @throws IllegalArgumentException when the result is no name
     */
    public DnsName child(String relative) {
        return parse(relative + "." + text);
    }

    /**
     * Whether this name is the zone's apex or lies below it; compared label by label.
     *
     * @param zone the zone
     * @return true also when both are equal
     */
    public boolean isInOrBelow(DnsName zone) {
        int above = labels.size() - zone.labels.size();
        return above >= 0 && labels.subList(above, labels.size()).equals(zone.labels);
    }

    /**
     * The text of this name relative to a zone, as many provider APIs want it.
     *
     * @param zone a zone this name is in
     * @return the labels left of the zone, {@code @} for the apex itself
     * @throws IllegalArgumentException when the name is not in the zone
     */
    public String relativeTo(DnsName zone) {
        if (!isInOrBelow(zone)) {
            throw refused("name", this, "a name in " + zone);
        }
        int above = labels.size() - zone.labels.size();
        return above == 0 ? "@" : String.join(".", labels.subList(0, above));
    }

    /**
     * Whether a host may carry this name: letters, digits and inner hyphens only, and a last label that is no number.
     *
     * @return false for underscores, slashes, wildcards and what looks like an IPv4 address
     */
    public boolean isHostname() {
        return labels.stream().allMatch(Labels::isHostLabel) && !Labels.isDigits(labels.get(labels.size() - 1));
    }

    /**
     * This name, when {@link #isHostname()} is true.
     *
     * @return this
     * @throws IllegalArgumentException when it is no host name
     */
    public DnsName requireHostname() {
        if (!isHostname()) {
            throw refused("host name", this, "labels of letters, digits and inner hyphens, the last not a number");
        }
        return this;
    }

    /**
     * Whether the first label is {@code *}.
     *
     * @return true for a wildcard
     */
    public boolean isWildcard() {
        return labels.get(0).equals("*");
    }

    /**
     * The text with the trailing dot, as zone files and PowerDNS want it.
     *
     * @return such as {@code vm1.example.com.}
     */
    public String absoluteText() {
        return text + ".";
    }

    @Override
    public int compareTo(DnsName other) {
        int mine = labels.size();
        int theirs = other.labels.size();
        for (int i = 1; i <= Math.min(mine, theirs); i++) {
            int byLabel = labels.get(mine - i).compareTo(other.labels.get(theirs - i));
            if (byLabel != 0) {
                return byLabel;
            }
        }
        return Integer.compare(mine, theirs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DnsName that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * The canonical text.
     *
     * @return such as {@code vm1.example.com}, without a trailing dot
     */
    @Override
    public String toString() {
        return text;
    }
}
