/**
 * The DNS side of a lifecycle: names, addresses, changes, and the interface a DNS provider implements.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.DnsProvider}, the interface, and at {@link dev.vmlifecycle.dns.Zones},
 * which says where a name or an address is to be written. {@link dev.vmlifecycle.dns.InMemoryDns} is the reference
 * provider, and {@link dev.vmlifecycle.dns.base} has the base classes of others. Nothing here opens a connection.
 */
@NullMarked
package dev.vmlifecycle.dns;

import org.jspecify.annotations.NullMarked;
