package dev.vmlifecycle.vm;

import java.util.List;

/**
 * How many VMs stand where: for a panel's front page and for metrics.
 *
 * @param byStatus by what {@link VmView#status} says, in the order of the names
 * @param needingAttention those that failed several times in a row; they are tried again
 * @param onHold those that wait for a human
 */
public record VmCounts(List<StatusCount> byStatus, long needingAttention, long onHold) {

    /**
     * Copies the counts.
     *
     * @param byStatus see above
     * @param needingAttention see above
     * @param onHold see above
     */
    public VmCounts {
        byStatus = List.copyOf(byStatus);
    }

    /**
     * VMs of one status.
     *
     * @param status the status
     * @param vms how many
     */
    public record StatusCount(String status, long vms) {}

    /**
     * All VMs, removed ones included.
     *
     * @return how many
     */
    public long total() {
        return byStatus.stream().mapToLong(StatusCount::vms).sum();
    }

    /**
     * VMs of a status.
     *
     * @param status the status
     * @return how many
     */
    public long of(String status) {
        return byStatus.stream()
                .filter(count -> count.status().equals(status))
                .mapToLong(StatusCount::vms)
                .sum();
    }
}
