package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.powerdns.internal.Transport;
import dev.vmlifecycle.dns.powerdns.internal.WireRequest;
import dev.vmlifecycle.dns.powerdns.internal.WireResponse;
import dev.vmlifecycle.dns.testkit.FaultInjector;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy in between that fails when told to. */
final class FaultyTransport implements Transport, FaultInjector {

    private final Transport server;
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.SERVER_ERROR;
    final AtomicInteger serverErrors = new AtomicInteger();

    FaultyTransport(Transport server) {
        this.server = server;
    }

    @Override
    public void failNext(int times, Fault how) {
        fault = how;
        left.set(times);
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancellation) throws IOException {
        if (left.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            return fault == Fault.RATE_LIMITED
                    ? new WireResponse(429, "slow down", Optional.of("60"))
                    : new WireResponse(503, "<html>unavailable</html>", Optional.empty());
        }
        WireResponse response = server.send(request, timeout, cancellation);
        if (response.status() >= 500) {
            serverErrors.incrementAndGet();
        }
        return response;
    }

    @Override
    public void close() {
        server.close();
    }
}
