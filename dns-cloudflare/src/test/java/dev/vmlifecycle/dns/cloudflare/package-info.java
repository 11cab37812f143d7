/** Tests of the Cloudflare provider. */
@NullMarked
package dev.vmlifecycle.dns.cloudflare;

import org.jspecify.annotations.NullMarked;
