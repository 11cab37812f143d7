package dev.vmlifecycle.engine.testing;

/** Models a killed process: the engine never catches it, records nothing after it and gives no lease back. */
public final class SimulatedCrash extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the crash.
     *
     * @param where the point at which the process dies
     */
    public SimulatedCrash(String where) {
        super("crash " + where);
    }
}
