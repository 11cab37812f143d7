package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.Locale;

/**
 * The type of an RRset. Open, since a name may hold types that this library never writes.
 *
 * @param text the mnemonic in upper case, such as {@code AAAA} or {@code TYPE65280}
 */
public record RecordType(String text) implements Comparable<RecordType> {

    /** An IPv4 address. */
    public static final RecordType A = new RecordType("A");

    /** An IPv6 address. */
    public static final RecordType AAAA = new RecordType("AAAA");

    /** The host name of an address. */
    public static final RecordType PTR = new RecordType("PTR");

    /** An alias; nothing else may stand at its name. */
    public static final RecordType CNAME = new RecordType("CNAME");

    /** Free text. */
    public static final RecordType TXT = new RecordType("TXT");

    /** A name server of the zone, or of a zone below. */
    public static final RecordType NS = new RecordType("NS");

    /** The start of a zone. */
    public static final RecordType SOA = new RecordType("SOA");

    /** A mail exchanger. */
    public static final RecordType MX = new RecordType("MX");

    /** The place of a service. */
    public static final RecordType SRV = new RecordType("SRV");

    /** Who may issue certificates. */
    public static final RecordType CAA = new RecordType("CAA");

    /**
     * A type by its mnemonic; lower case is raised.
     *
     * @param text the mnemonic, in either case
     * @throws IllegalArgumentException when the text is no mnemonic
     */
    public RecordType {
        text = text.toUpperCase(Locale.ROOT);
        if (!text.matches("[A-Z][A-Z0-9-]{0,19}")) {
            throw refused("record type", text, "a mnemonic such as AAAA");
        }
    }

    /** Whether values are one domain name each. */
    boolean holdsName() {
        return equals(PTR) || equals(CNAME) || equals(NS);
    }

    @Override
    public int compareTo(RecordType other) {
        return text.compareTo(other.text);
    }

    /**
     * The mnemonic.
     *
     * @return such as {@code AAAA}
     */
    @Override
    public String toString() {
        return text;
    }
}
