package dev.vmlifecycle.examples;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.simulator.SimulatorCommand;

/** A simulated Proxmox VE cluster in a process of its own; {@code --help} tells more. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Serves until the process is asked to end. The exit code is 1 when it could not start, 2 for a wrong call.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        int code = SimulatorCommand.run(args, Console.system());
        if (code != 0) {
            System.exit(code);
        }
    }
}
