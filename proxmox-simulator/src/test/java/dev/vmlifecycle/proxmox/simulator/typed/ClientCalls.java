package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.qemu.MoveDisk;
import java.time.Duration;

/** The client itself and tasks. */
final class ClientCalls {

    private ClientCalls() {}

    static void add(Calls calls) {
        proxmoxClient(calls);
        proxmoxTask(calls);
    }

    private static void proxmoxClient(Calls calls) {
        calls.on("ProxmoxClient.version()", p -> p.client.version());
        calls.on("ProxmoxClient.nodes()", p -> p.client.nodes());
        calls.on(
                "ProxmoxClient.request(RawRequest)",
                p -> p.client.request(RawRequest.get("/nodes/{node}/status", "pve1")));
    }

    private static void proxmoxTask(Calls calls) {
        calls.on("ProxmoxTask.status()", p -> p.stopped().start().status());
        calls.on("ProxmoxTask.logTail(int)", p -> p.stopped().start().logTail(10));
        calls.on("ProxmoxTask.log(long, int)", p -> p.stopped().start().log(0, 10));
        calls.on(
                "ProxmoxTask.progress()",
                p -> p.stopped()
                        .disks()
                        .move(MoveDisk.to("scsi1", StorageId.of("second")))
                        .progress());
        calls.on("ProxmoxTask.stop()", p -> p.running().shutdown().stop());
        calls.on(
                "ProxmoxTask.await(Duration, Sleeper, Consumer)",
                p -> p.stopped().start().await(Duration.ofMinutes(1), p::pass, status -> {}));
        calls.on(
                "ProxmoxTask.follow(Duration, Sleeper, Consumer)",
                p -> p.stopped().start().follow(Duration.ofMinutes(1), p::pass, line -> {}));
    }
}
