/**
 * Base classes that keep the contract of a provider, so that a provider is a handful of small methods.
 *
 * <p>Start reading at {@link dev.vmlifecycle.dns.base.RecordProvider} for a service whose API knows single records by an
 * id, or at {@link dev.vmlifecycle.dns.base.RRsetProvider} for one that knows sets. A service that takes many changes in
 * one call is best served by {@link dev.vmlifecycle.dns.base.BatchProvider}, on which both are built.
 */
@NullMarked
package dev.vmlifecycle.dns.base;

import org.jspecify.annotations.NullMarked;
