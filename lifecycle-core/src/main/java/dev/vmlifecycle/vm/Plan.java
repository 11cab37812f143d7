package dev.vmlifecycle.vm;

import java.util.List;

/**
 * What a request would do, found out without doing it. The pipeline decides by the same comparison when it runs; in between the
 * world may change.
 *
 * @param changes what changes or is refused, in the order of the pipeline's steps; empty when nothing does
 * @param stopsVm whether the VM would be stopped on the way
 */
public record Plan(List<PlannedChange> changes, boolean stopsVm) {

    /**
     * Keeps its own list.
     *
     * @param changes see above
     * @param stopsVm see above
     */
    public Plan {
        changes = List.copyOf(changes);
    }

    /**
     * Whether nothing would be written.
     *
     * @return true when each line is refused, or there is none
     */
    public boolean isEmpty() {
        return changes.stream().allMatch(change -> change.impact() == Impact.REFUSED);
    }

    /**
     * The lines of one impact.
     *
     * @param impact which
     * @return those lines in order
     */
    public List<PlannedChange> having(Impact impact) {
        return changes.stream().filter(change -> change.impact() == impact).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(stopsVm ? "stops the VM" : "does not stop the VM");
        changes.forEach(change -> text.append('\n').append(change));
        return text.toString();
    }
}
