package dev.vmlifecycle.proxmox.simulator.standalone;

import java.util.concurrent.CountDownLatch;

/** A simulated Proxmox VE cluster in a process of its own, behind HTTPS on the loopback address; {@code --help} tells more. */
public final class PveSimulatorMain {

    private PveSimulatorMain() {}

    /**
     * Serves until the process is asked to end. The exit code is 0 after {@code --help}, 1 when it cannot start, 2 for a wrong call, with
     * one sentence on standard error for each mistake.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Program program = new Program(System.out, System.err, System.getenv());
        int code = program.run(args, PveSimulatorMain::awaitEnd);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** SIGTERM and SIGINT end the process; nothing else does. */
    private static void awaitEnd(AutoCloseable cluster) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster), "simulator-end"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable cluster) {
        try {
            cluster.close();
        } catch (Exception e) {
            System.err.println("pve-simulator: not closed: " + e.getMessage());
        }
    }
}
