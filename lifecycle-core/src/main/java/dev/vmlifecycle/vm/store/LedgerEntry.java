package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import java.util.Comparator;

/**
 * One DNS value that we wrote for a VM: our mark of ownership. Ordered by binding, zone, name, type and value.
 *
 * @param binding the zone binding's id
 * @param zone the zone
 * @param name the record's full name
 * @param type the record's type
 * @param value the value in canonical text
 */
public record LedgerEntry(String binding, DnsName zone, DnsName name, RecordType type, String value)
        implements Comparable<LedgerEntry> {
    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::binding)
            .thenComparing(LedgerEntry::zone)
            .thenComparing(LedgerEntry::name)
            .thenComparing(LedgerEntry::type)
            .thenComparing(LedgerEntry::value);

    /**
     * Whether two entries are one record as far as DNS tells: all but the binding is the same. Bindings of two connections may still
     * mean two servers.
     *
     * @param other the other entry
     * @return true for the same zone, name, type and value
     */
    public boolean isSameRecord(LedgerEntry other) {
        return zone.equals(other.zone)
                && name.equals(other.name)
                && type.equals(other.type)
                && value.equals(other.value);
    }

    @Override
    public int compareTo(LedgerEntry other) {
        return ORDER.compare(this, other);
    }
}
