package dev.vmlifecycle.proxmox.readme;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Sleeper;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import java.time.Duration;
import java.util.function.Consumer;

/** The code block of the README. */
final class HelloPve {

    private HelloPve() {}

    static VmStatus run(Secret secret, Tls tls, Consumer<String> log, String... hosts) throws InterruptedException {
        // README: begin
        try (ProxmoxClient pve = ProxmoxClient.builder()
                .hosts(hosts) // "pve1.example.net", "pve2.example.net"
                .tls(tls) // Tls.caFile(path), Tls.fingerprint("AA:BB:…") or, as by default, Tls.system()
                .auth(ApiToken.of("svc@pve!panel", secret))
                .build()) {
            Qemu vm = pve.node(NodeName.of("pve1")).qemu(Vmid.of(101));
            vm.update(ConfigUpdate.builder().cores(4).memory(ByteSize.ofGiB(8)).build());
            vm.start().follow(Duration.ofMinutes(2), Sleeper.blocking(), line -> log.accept(line.text()));
            return vm.status();
        }
        // README: end
    }
}
