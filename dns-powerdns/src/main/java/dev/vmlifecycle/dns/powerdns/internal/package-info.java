/** The wire of the PowerDNS provider; may change any day. */
@NullMarked
package dev.vmlifecycle.dns.powerdns.internal;

import org.jspecify.annotations.NullMarked;
