package dev.vmlifecycle.vm;

/**
 * One line of a {@link Plan}.
 *
 * @param step the label of the pipeline step that does it, for example {@code Set CPU & RAM}
 * @param what the thing that changes, for example {@code memory}
 * @param from how it is now
 * @param to how it would be; for {@link Impact#REFUSED} what was asked for
 * @param impact what it means for a running VM
 * @param reason why it is refused or left alone; empty for other impacts
 */
public record PlannedChange(String step, String what, String from, String to, Impact impact, String reason) {

    /**
     * A change that is made.
     *
     * @param step see above
     * @param what see above
     * @param from see above
     * @param to see above
     * @param impact see above
     * @return the line
     */
    public static PlannedChange of(String step, String what, Object from, Object to, Impact impact) {
        return new PlannedChange(step, what, from.toString(), to.toString(), impact, "");
    }

    /**
     * Something that is asked for and not done.
     *
     * @param step see above
     * @param what see above
     * @param from see above
     * @param to see above
     * @param reason see above
     * @return the line
     */
    public static PlannedChange refused(String step, String what, Object from, Object to, String reason) {
        return new PlannedChange(step, what, from.toString(), to.toString(), Impact.REFUSED, reason);
    }

    @Override
    public String toString() {
        String change = step + ": " + what + " " + from + " -> " + to + " [" + impact + "]";
        return reason.isEmpty() ? change : change + " " + reason;
    }
}
