/**
 * The provider for Cloudflare DNS, API v4.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.cloudflare.CloudflareDns}.
 */
@NullMarked
package dev.vmlifecycle.dns.cloudflare;

import org.jspecify.annotations.NullMarked;
