package dev.vmlifecycle.engine;

/** Another worker owns the subject by now. Expected after a pause longer than the lease: stop, write nothing more. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param fence the claim that is no longer valid
     */
    public LeaseLostException(Fence fence) {
        super("lease lost: " + fence.key() + " epoch " + fence.epoch() + " (another worker has claimed it since)");
    }
}
