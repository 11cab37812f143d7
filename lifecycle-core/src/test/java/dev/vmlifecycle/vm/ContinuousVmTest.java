package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.EngineEvent;
import dev.vmlifecycle.engine.Notification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The facade without a scheduler: real threads; the world's clock runs ahead. */
@Timeout(120)
class ContinuousVmTest {
    private final VmWorld world = VmWorld.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private VmLifecycle started() {
        // each look at the clock is a step of it: tasks of the simulator take seconds
        InstantSource clock = () -> world.clock.advance(Duration.ofMillis(250));
        VmLifecycle host = world.builder()
                .clock(clock)
                .lease(Duration.ofHours(1))
                .notifier((key, notification) -> deliver(notification))
                .listener(event -> {
                    if (event instanceof EngineEvent.RunClosed closed) {
                        told.add("run " + closed.state());
                    }
                })
                .build();
        host.start(threads, 2);
        return host;
    }

    private void deliver(Notification notification) {
        if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("mail server down");
        }
        told.add("notified " + notification.type());
    }

    private void await(String line) throws InterruptedException {
        String met = "";
        while (!met.equals(line)) {
            met = told.poll(60, TimeUnit.SECONDS);
            assertThat(met).as("waiting for " + line).isNotNull();
        }
    }

    @Test
    void deploy_runsAndIsToldOf_withoutATick() throws Exception {
        VmLifecycle host = started();
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));

        await("notified vm_ready");
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");

        host.terminate(VmWorld.KEY);
        await("run remove");
        assertThatThrownBy(() -> host.start(threads, 1)).hasMessageContaining("started before");
        host.close();
        assertThatThrownBy(() -> host.start(threads, 1)).hasMessageContaining("closed");
    }

    @Test
    void notifier_thatFails_isAskedAgain() throws Exception {
        refusals.set(2);
        VmLifecycle host = started();
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));

        await("notified vm_ready");

        assertThat(refusals.get()).isNegative();
        host.close();
        assertThat(world.store.outbox(10)).isEmpty();
    }
}
