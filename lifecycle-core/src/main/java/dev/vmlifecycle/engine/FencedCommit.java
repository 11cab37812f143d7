package dev.vmlifecycle.engine;

/**
 * A step's result and the claim it is made under.
 *
 * @param before the row as the claim's holder knows it: the answer to the claim or to its last commit
 * @param commit the result
 */
public record FencedCommit(Instance before, StepCommit commit) {

    /**
     * The claim.
     *
     * @return the fence of the row before
     * @throws IllegalStateException when nobody held that row
     */
    public Fence fence() {
        return before.fence();
    }
}
