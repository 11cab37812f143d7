package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.nio.file.Path;

/** A process that keeps a world until it is killed. */
final class KeptWorld {

    private KeptWorld() {}

    public static void main(String[] args) throws IOException {
        PveSimulator simulator = Api.cluster().keptIn(Path.of(args[0])).build();
        simulator.operator().createForeign(4242, "pve1", "theirs");
        System.out.println("kept");
        System.in.read();
    }
}
