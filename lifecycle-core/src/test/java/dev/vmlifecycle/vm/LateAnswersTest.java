package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Answers that come late, never, or twice; requests that come in the middle. Found by a hostile reading. */
class LateAnswersTest {

    private static final Duration WRITE_TIME_OUT = Duration.ofSeconds(65);
    private static final String EXISTS = "unable to create VM 5000: config file already exists";

    private final VmWorld world = VmWorld.create();

    private VmLifecycle host(UnaryOperator<Transport> wire) {
        return world.host(wire, store -> store);
    }

    private VmLifecycle ready() {
        VmLifecycle host = world.host();
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(state(host)).isEqualTo("ready");
        return host;
    }

    private static String state(VmLifecycle host) {
        return host.get(VmWorld.KEY).orElseThrow().state();
    }

    private static Placement withPools(String... pools) {
        Placement place = VmWorld.onto("pve1", CloneMode.FULL);
        return new Placement(
                place.cluster(),
                place.node(),
                place.templates(),
                place.cloneMode(),
                place.storage(),
                place.net(),
                List.of(pools),
                place.vmids());
    }

    private static boolean isClone(WireRequest request) {
        return request.isWrite() && request.path().endsWith("/clone");
    }

    @Test
    void otherSettings_askedForWhileTheCloneStepLooksAround_areRefused() {
        AtomicReference<VmLifecycle> self = new AtomicReference<>();
        AtomicBoolean asked = new AtomicBoolean();
        List<VmException> refused = new ArrayList<>();
        VmLifecycle host = host(wire -> (request, timeout, cancel) -> {
            if (request.path().endsWith("/cluster/resources") && !asked.getAndSet(true)) {
                try {
                    Objects.requireNonNull(self.get()).deploy(VmWorld.request("pve2", CloneMode.FULL));
                } catch (VmException e) {
                    refused.add(e);
                }
            }
            return wire.send(request, timeout, cancel);
        });
        self.set(host);
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(refused).singleElement().satisfies(e -> assertThat(e.code()).isEqualTo(VmException.Code.CONFLICT));
        assertThat(world.only().node()).isEqualTo("pve1");
        assertThat(world.clonesStarted()).isEqualTo(1);
    }

    @Test
    void secondClone_thatFindsTheFirstComingIntoBeing_waitsForIt() {
        AtomicReference<WireRequest> late = new AtomicReference<>();
        AtomicInteger clones = new AtomicInteger();
        AtomicInteger temporary = new AtomicInteger();
        VmLifecycle host = host(wire -> (request, timeout, cancel) -> {
            if (isClone(request) && clones.getAndIncrement() == 0) {
                late.set(request);
                throw TransportFailure.maybeSent("answer lost", null);
            }
            if (isClone(request) && clones.get() == 2) {
                wire.send(Objects.requireNonNull(late.get()), timeout, cancel);
                temporary.set(3);
                return WireResponse.json(500, EXISTS, "{\"data\":null}");
            }
            boolean hidden = request.method().equals("GET")
                    && request.path().endsWith("/qemu/5000/config")
                    && temporary.getAndDecrement() > 0;
            return hidden
                    ? WireResponse.json(
                            200,
                            "OK",
                            "{\"data\":{\"lock\":\"clone\",\"description\":\" qmclone temporary file\","
                                    + "\"digest\":\"da39a3ee5e6b4b0d3255bfef95601890afd80709\"}}")
                    : wire.send(request, timeout, cancel);
        });
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(state(host)).isEqualTo("ready");
        assertThat(world.only().vmid()).isEqualTo(5000);
    }

    @Test
    void settleTime_countsFromWhenTheCallGaveUp() {
        List<Instant> sent = new ArrayList<>();
        VmLifecycle host = host(wire -> (request, timeout, cancel) -> {
            if (isClone(request)) {
                sent.add(world.clock.instant());
                if (sent.size() == 1) {
                    world.clock.advance(WRITE_TIME_OUT);
                    throw TransportFailure.maybeSent("time-out", null);
                }
            }
            return wire.send(request, timeout, cancel);
        });
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(sent).hasSize(2);
        assertThat(Duration.between(sent.get(0), sent.get(1))).isGreaterThanOrEqualTo(WRITE_TIME_OUT.plusSeconds(60));
        assertThat(state(host)).isEqualTo("ready");
    }

    @Test
    void cloneThatLandsAfterTheTermination_isNeverLeftBehind() {
        AtomicReference<WireRequest> late = new AtomicReference<>();
        AtomicReference<Transport> wires = new AtomicReference<>();
        VmLifecycle host = host(wire -> {
            wires.set(wire);
            return (request, timeout, cancel) -> {
                if (isClone(request)) {
                    late.set(request);
                    world.clock.advance(WRITE_TIME_OUT);
                    throw TransportFailure.maybeSent("time-out", null);
                }
                return wire.send(request, timeout, cancel);
            };
        });
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        host.tick(Budget.once());
        host.tick(Budget.once());
        host.terminate(VmWorld.KEY);
        for (int i = 0; i < 30; i++) {
            host.tick(Budget.once());
            world.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(state(host)).isEqualTo("terminate");

        Objects.requireNonNull(wires.get())
                .send(Objects.requireNonNull(late.get()), Duration.ofSeconds(5), new Cancellation());
        world.settle(host);

        assertThat(state(host)).isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
    }

    @Test
    void foreignVms_thatTheTokenDoesNotSee_areTriedOnceEach() {
        for (int vmid = 5000; vmid < 5004; vmid++) {
            world.sim.operator().createForeign(vmid, "pve1", "theirs");
        }
        VmLifecycle host = host(wire -> (request, timeout, cancel) -> {
            WireResponse answer = wire.send(request, timeout, cancel);
            boolean listing = request.path().endsWith("/cluster/resources")
                    && world.sim.world().vms().get(5004) == null;
            return listing ? WireResponse.json(200, "OK", "{\"data\":[]}") : answer;
        });
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(host.events(VmWorld.KEY, 0).stream()
                        .filter(event -> event.type().equals("vmid_taken")))
                .hasSize(4);
        assertThat(state(host)).isEqualTo("ready");
        assertThat(host.get(VmWorld.KEY).orElseThrow().vmid())
                .hasValueSatisfying(vmid -> assertThat(vmid.value()).isEqualTo(5004));
    }

    @Test
    void host_isToldOfANewAddress_alsoWhenTheStepHadToBeRepeated() {
        VmLifecycle host = ready();
        world.sim.faults().next("POST", "/nodes/*/qemu/*/firewall/ipset/*", Fault.answer(595, "Connection refused"));

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(world.sim.faults().allStruck()).isTrue();
        assertThat(world.assigned.get(world.assigned.size() - 1)).hasSize(3);
        assertThat(host.log(VmWorld.KEY).stream().flatMap(run -> run.lines().stream()))
                .anySatisfy(line -> assertThat(line.text()).contains("+1 -0 addresses"));
    }

    @Test
    void forcedStop_whoseTaskFailsAgainAndAgain_comesToAnEnd() {
        ready();
        world.sim.operator().guest(5000, GuestBehaviour.ignoringAcpi());
        AtomicInteger stops = new AtomicInteger();
        VmLifecycle host = host(wire -> (request, timeout, cancel) -> {
            if (request.isWrite() && request.path().endsWith("/status/stop")) {
                String number = String.format("%08X", stops.incrementAndGet());
                return WireResponse.json(
                        200,
                        "OK",
                        "{\"data\":\"UPID:pve1:" + number + ":00057E84:6B0648CC:qmstop:5000:root@pam!panel:\"}");
            }
            if (request.path().contains("qmstop") && request.path().endsWith("/status")) {
                return WireResponse.json(
                        200,
                        "OK",
                        "{\"data\":{\"status\":\"stopped\",\"exitstatus\":\"can't lock file"
                                + " '/var/lock/qemu-server/lock-5000.conf' - got timeout\"}}");
            }
            return wire.send(request, timeout, cancel);
        });

        host.terminate(VmWorld.KEY);
        host.tick(Budget.of(Duration.ofHours(1)));

        assertThat(state(host)).isEqualTo("error_terminate");
        assertThat(stops.get()).isBetween(1, 100);
    }

    @Test
    void unexpectedException_inATermination_callsForAHuman() {
        ready();
        VmLifecycle sick = host(wire -> (request, timeout, cancel) -> {
            if (request.path().endsWith("/status/current")) {
                throw new IllegalStateException("defect");
            }
            return wire.send(request, timeout, cancel);
        });

        sick.terminate(VmWorld.KEY);
        sick.tick(Budget.of(Duration.ofHours(1)));

        assertThat(state(sick)).isEqualTo("error_terminate");
    }

    @Test
    void mendedDeploy_givesBackWhatItNoLongerAsksFor() {
        VmLifecycle host = world.host();
        Placement fourOnly = withPools("v4");
        // no pool with IPv6 addresses is named: it cannot begin
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, VmWorld.small(), fourOnly));
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().addresses()).hasSize(1);

        PackageSpec sixOnly = VmWorld.small().toBuilder().ipv4(0).build();
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, sixOnly, withPools("v6")));
        world.settle(host);

        assertThat(state(host)).isEqualTo("ready");
        assertThat(host.get(VmWorld.KEY).orElseThrow().addresses())
                .hasSize(1)
                .allSatisfy(address -> assertThat(address.pool()).isEqualTo("v6"));
    }

    @Test
    void dnsRecord_writtenByADyingWorker_doesNotOutliveTheVm() {
        VmLifecycle host = ready();
        VmLifecycle doomed = world.host(
                wire -> wire,
                store -> new MortalStore(store, () -> {
                    if (world.records().toString().contains("192.0.2.3")) {
                        throw new SimulatedCrash("after DNS, before the record");
                    }
                }));
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        assertThatThrownBy(() -> world.settle(doomed)).isInstanceOf(SimulatedCrash.class);

        world.clock.advance(VmWorld.LEASE);
        host.changePackage(VmWorld.KEY, VmWorld.small());
        world.settle(host);
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(state(host)).isEqualTo("remove");
        assertThat(world.records()).isEmpty();
    }
}
