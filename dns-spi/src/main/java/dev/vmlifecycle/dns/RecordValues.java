package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The canonical spelling of values, so that equal values are equal text. */
final class RecordValues {

    private RecordValues() {}

    /** Values as a change names them: each must be one of its type. */
    static Set<String> ofChange(RecordType type, Collection<String> values) {
        return collect(type, values, value -> canonical(type, value));
    }

    /** Values as a change is to write them: also fit to be published. */
    static Set<String> toWrite(RecordType type, Collection<String> values) {
        Set<String> canonical = ofChange(type, values);
        canonical.forEach(value -> requirePublishable(type, value));
        return canonical;
    }

    /** Values as a server holds them: what others wrote need not be well-formed, and is kept as it is. */
    static Set<String> ofServer(RecordType type, Collection<String> values) {
        return collect(type, values, value -> ofServer(type, value));
    }

    /** A value as a server holds it. */
    static String ofServer(RecordType type, String value) {
        try {
            return canonical(type, value);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Set<String> collect(RecordType type, Collection<String> values, UnaryOperator<String> canonical) {
        Set<String> sorted = new TreeSet<>();
        values.forEach(value -> sorted.add(canonical.apply(value)));
        if (sorted.isEmpty()) {
            throw refused(type + " values", values, "at least one value");
        }
        return Collections.unmodifiableSet(sorted);
    }

    private static String canonical(RecordType type, String value) {
        if (isAddress(type)) {
            IpAddress address = IpAddress.parse(value);
            if (!address.family().recordType().equals(type)) {
                throw refused(
                        type + " value", value, type.equals(RecordType.A) ? "an IPv4 address" : "an IPv6 address");
            }
            return address.toString();
        }
        if (type.holdsName()) {
            return DnsName.parse(value).toString();
        }
        if (value.isEmpty()) {
            throw refused(type + " value", value, "some text");
        }
        return value;
    }

    private static void requirePublishable(RecordType type, String value) {
        if (isAddress(type) && !IpAddress.parse(value).isAssignable()) {
            throw refused(type + " value", value, "an address one host can have");
        }
        if (type.equals(RecordType.PTR)) {
            DnsName.parse(value).requireHostname();
        }
    }

    private static boolean isAddress(RecordType type) {
        return type.equals(RecordType.A) || type.equals(RecordType.AAAA);
    }
}
