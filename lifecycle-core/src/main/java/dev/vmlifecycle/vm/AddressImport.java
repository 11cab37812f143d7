package dev.vmlifecycle.vm;

/**
 * What became of an address that was to be imported.
 *
 * @param held what was asked
 * @param outcome whether it is noted
 * @param holder the key of the VM that holds it now; empty text when it is outside its pool's network
 */
public record AddressImport(HeldAddress held, Outcome outcome, String holder) {

    /** What an import makes of an address. */
    public enum Outcome {
        /** It is the VM's from now on. */
        IMPORTED,
        /** It was the VM's already. */
        ALREADY_HELD,
        /** A conflict: somebody else holds it; nothing was changed. */
        HELD_BY_ANOTHER,
        /** It lies outside its pool's network; nothing was changed. */
        OUTSIDE
    }

    /**
     * Whether somebody has to look at it.
     *
     * @return true when the VM does not hold the address
     */
    public boolean isConflict() {
        return outcome == Outcome.HELD_BY_ANOTHER || outcome == Outcome.OUTSIDE;
    }
}
