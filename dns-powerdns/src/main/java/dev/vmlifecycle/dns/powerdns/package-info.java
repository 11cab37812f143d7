/**
 * The provider for PowerDNS Authoritative Server 4.5 to 5.x.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.powerdns.PowerDns}.
 */
@NullMarked
package dev.vmlifecycle.dns.powerdns;

import org.jspecify.annotations.NullMarked;
