package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.util.List;
import java.util.Optional;

/**
 * One recorded request made again by a typed call, which was given the recorded answer.
 *
 * @param difference why the request is not the recorded one; absent when it is
 * @param result what the call returned; absent when it threw
 * @param refusal what it threw
 */
record Replay(Optional<String> difference, Optional<Object> result, Optional<ProxmoxException> refusal) {

    static Replay of(RecordedExchange exchange) {
        ReplayTransport transport = new ReplayTransport(List.of(exchange));
        return on(transport, exchange);
    }

    /** As part of a longer replay. */
    static Replay on(ReplayTransport transport, RecordedExchange exchange) {
        int before = transport.differences().size();
        int left = transport.left();
        try {
            Optional<Route.Call> call = TypedCalls.find(exchange);
            if (call.isEmpty()) {
                return skipped(transport, exchange, left, "no typed call");
            }
            Object result = call.get().on(transport.client());
            return new Replay(difference(transport, before), Optional.of(result), Optional.empty());
        } catch (ProxmoxException e) {
            return new Replay(difference(transport, before), Optional.empty(), Optional.of(e));
        } catch (IllegalArgumentException e) {
            // refused at the door
            return skipped(transport, exchange, left, String.valueOf(e.getMessage()));
        }
    }

    private static Replay skipped(ReplayTransport transport, RecordedExchange exchange, int left, String reason) {
        if (transport.left() == left) {
            transport.skip(exchange);
        }
        return new Replay(Optional.of(reason), Optional.empty(), Optional.empty());
    }

    private static Optional<String> difference(ReplayTransport transport, int before) {
        List<String> all = transport.differences();
        return all.size() == before ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
