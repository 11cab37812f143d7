/**
 * Bringing a VM's records to where they belong: what one zone gets ({@code ZoneBatch}, {@code RecordPlan}), who writes it and for how
 * long ({@code ZoneWriter}), and which connections are left alone ({@code Breakers}). Knows nothing of runs and stores.
 */
@NullMarked
package dev.vmlifecycle.vm.internal.dns;

import org.jspecify.annotations.NullMarked;
