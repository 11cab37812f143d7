/** Tests of the PowerDNS provider. */
@NullMarked
package dev.vmlifecycle.dns.powerdns;

import org.jspecify.annotations.NullMarked;
