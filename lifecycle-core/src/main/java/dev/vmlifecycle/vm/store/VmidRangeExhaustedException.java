package dev.vmlifecycle.vm.store;

/** Every VMID of the range is reserved or taken on the cluster; nothing was reserved. */
public final class VmidRangeExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param request what was asked
     */
    public VmidRangeExhaustedException(ReserveVmid request) {
        super("VMID range " + request.first() + "-" + request.last() + " of cluster " + request.cluster()
                + ": used up (expected: a free id for " + request.key() + ")");
    }
}
