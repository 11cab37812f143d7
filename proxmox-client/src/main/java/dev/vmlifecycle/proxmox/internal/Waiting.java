package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for another thread within the limits of a call; giving up is a request that was not sent. */
final class Waiting {

    private Waiting() {}

    static <T> T on(CompletableFuture<T> event, Budget budget, String what) {
        Duration limit = budget.left();
        // a copy, so that giving up does not touch what others wait for
        CompletableFuture<T> own = event.copy();
        Cancellation.Registration registration = budget.cancellation().onCancel(() -> own.cancel(false));
        try {
            return own.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (CancellationException e) {
            throw TransportFailure.notSent("cancelled while waiting for " + what, e);
        } catch (TimeoutException e) {
            throw TransportFailure.notSent("no time left while waiting for " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportFailure.notSent("interrupted while waiting for " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            registration.close();
        }
    }
}
