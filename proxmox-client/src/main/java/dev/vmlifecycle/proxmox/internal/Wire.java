package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.CallListener;
import dev.vmlifecycle.proxmox.CallReport;
import dev.vmlifecycle.proxmox.CallReport.Outcome;
import dev.vmlifecycle.proxmox.HttpMethod;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.TransportFailure.Sent;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to the transport and back: its slot, its log line, its report. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger("dev.vmlifecycle.proxmox.calls");

    private final ReplySource replies;
    private final Permits permits;
    private final InstantSource clock;
    private final CallListener listener;

    Wire(Transport transport, Permits permits, InstantSource clock, CallListener listener) {
        this.replies = ReplySource.of(transport);
        this.permits = permits;
        this.clock = clock;
        this.listener = listener;
    }

    Reply send(ApiPath path, WireRequest request, Budget budget) {
        Instant start = clock.instant();
        try {
            Reply reply = carry(request, budget);
            if (LOG.isDebugEnabled()) {
                LOG.debug("{} {} {} {} ms", request.method(), path.template(), reply.status(), millisSince(start));
            }
            Outcome outcome = reply.status() / 100 == 2 ? Outcome.DONE : Outcome.REFUSED;
            report(path, request, outcome, reply.host(), OptionalInt.of(reply.status()), start);
            return reply;
        } catch (TransportFailure failure) {
            LOG.debug("{} {} failed after {} ms", request.method(), path.template(), millisSince(start));
            Outcome outcome = failure.sent() == Sent.NO ? Outcome.NOT_SENT : Outcome.ANSWER_LOST;
            report(path, request, outcome, Optional.empty(), OptionalInt.empty(), start);
            throw failure;
        }
    }

    private Reply carry(WireRequest request, Budget budget) {
        permits.acquire(budget);
        try {
            return replies.ask(request, budget.left(), budget.cancellation());
        } finally {
            permits.release();
        }
    }

    private void report(
            ApiPath path,
            WireRequest request,
            Outcome outcome,
            Optional<String> host,
            OptionalInt status,
            Instant start) {
        HttpMethod method = HttpMethod.valueOf(request.method());
        Duration duration = Duration.between(start, clock.instant());
        try {
            listener.ended(new CallReport(method, path.template(), outcome, host, status, duration));
        } catch (RuntimeException e) {
            LOG.warn("call listener failed on {} {}", method, path.template(), e);
        }
    }

    private long millisSince(Instant start) {
        return Duration.between(start, clock.instant()).toMillis();
    }
}
