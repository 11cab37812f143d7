package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;

/**
 * One DNS value that we wrote for a VM: our mark of ownership.
 *
 * @param binding the zone binding's id
 * @param zone the zone
 * @param name the record's full name
 * @param type the record's type
 * @param value the value in canonical text
 */
public record LedgerEntry(String binding, DnsName zone, DnsName name, RecordType type, String value) {}
