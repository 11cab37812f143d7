package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Caps how many requests are under way. First come, first served.
 *
 * <p>A permit is held for one request on the wire and for nothing else: not while a call waits for a login, which needs a
 * permit of its own and could never get it otherwise.
 */
final class Permits {

    private final Deque<CompletableFuture<Boolean>> queue = new ArrayDeque<>();
    private int free;

    Permits(int count) {
        free = count;
    }

    void acquire(Budget budget) {
        CompletableFuture<Boolean> turn;
        synchronized (queue) {
            if (free > 0) {
                free--;
                return;
            }
            turn = new CompletableFuture<>();
            queue.add(turn);
        }
        try {
            Waiting.on(turn, budget, "a free slot (see maxConcurrency)");
        } catch (TransportFailure e) {
            giveUp(turn);
            throw e;
        }
    }

    void release() {
        CompletableFuture<Boolean> next;
        synchronized (queue) {
            next = queue.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.complete(true);
    }

    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private void giveUp(CompletableFuture<Boolean> turn) {
        boolean granted;
        synchronized (queue) {
            granted = !queue.removeIf(waiting -> waiting == turn);
        }
        if (granted) {
            release();
        }
    }
}
