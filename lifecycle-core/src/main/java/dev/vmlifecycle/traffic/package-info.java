/**
 * What a VM received and sent: intervals of a ledger, billing periods, sums.
 *
 * <p>Start reading at {@link dev.vmlifecycle.traffic.TrafficInterval}; how they come out of Proxmox's statistics is in
 * {@code .internal}.
 */
@NullMarked
package dev.vmlifecycle.traffic;

import org.jspecify.annotations.NullMarked;
