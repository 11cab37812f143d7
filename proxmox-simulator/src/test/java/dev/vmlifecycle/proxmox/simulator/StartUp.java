package dev.vmlifecycle.proxmox.simulator;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** A first start in a new process: prints the milliseconds until the server listens, by the wall and by the processor, then to the first answer. */
final class StartUp {

    private StartUp() {}

    public static void main(String[] args) throws Exception {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long began = System.nanoTime();
        PveSimulator simulator = PveSimulator.builder().build();
        try (SimulatorServer server = SimulatorServer.start(simulator)) {
            long listening = System.nanoTime() - began;
            long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            try (RawConnection connection = new RawConnection(server)) {
                if (!connection.call("GET", "/version").answer().startsWith("HTTP/1.1 200")) {
                    throw new IllegalStateException("no answer");
                }
            }
            long answered = System.nanoTime() - began;
            System.out.println("STARTUP " + TimeUnit.NANOSECONDS.toMillis(listening) + " "
                    + TimeUnit.NANOSECONDS.toMillis(worked) + " " + TimeUnit.NANOSECONDS.toMillis(answered));
        }
    }
}
