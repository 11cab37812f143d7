package dev.vmlifecycle.vm.store;

/** No candidate has the memory that a VM needs; nothing was reserved. Passes when a node gets room. */
public final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param request what was asked
     */
    public NoRoomException(ReserveNode request) {
        super("node for " + request.key() + " in " + request.cluster() + ": none of "
                + request.rooms().stream().map(ReserveNode.Room::node).toList() + " has room (expected: "
                + request.memory() + " of memory that is neither used nor promised)");
    }
}
