/**
 * The suite of tests that every DNS provider must pass.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.testkit.DnsProviderContract}, which a provider's test extends, and at
 * {@link dev.vmlifecycle.dns.testkit.ProviderFixture}, which tells the suite what to test against.
 */
@NullMarked
package dev.vmlifecycle.dns.testkit;

import org.jspecify.annotations.NullMarked;
