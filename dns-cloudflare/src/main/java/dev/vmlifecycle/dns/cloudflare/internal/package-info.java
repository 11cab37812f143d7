/** The wire of the Cloudflare provider; may change any day. */
@NullMarked
package dev.vmlifecycle.dns.cloudflare.internal;

import org.jspecify.annotations.NullMarked;
