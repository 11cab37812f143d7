package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;

/** Carries calls until the planned crash. */
record CrashingTransport(Transport wire, Crash crash) implements Transport {

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        crash.beforeCall(request);
        WireResponse answer = wire.send(request, timeout, cancel);
        crash.afterCall(request);
        return answer;
    }

    @Override
    public void close() {
        wire.close();
    }
}
