package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Traps that a hostile reading found: each test failed before its mend. */
class TrapsTest {
    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private void ready(PackageSpec pkg) {
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, pkg, VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);
        assertThat(view().state()).isEqualTo("ready");
    }

    private VmView view() {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    private String config(String key) {
        return String.valueOf(world.snapshot().vm(5000).orElseThrow().config().get(key));
    }

    private List<String> antiSpoof() {
        return world.snapshot().firewall(5000).orElseThrow().ipsets().getOrDefault("ipfilter-net0", List.of());
    }

    @Test
    void cloneThatTakesEffectAfterTheSettleTime_isOursAllTheSame() {
        AtomicReference<WireRequest> late = new AtomicReference<>();
        AtomicInteger clones = new AtomicInteger();
        VmLifecycle slow = world.host(
                wire -> (request, timeout, cancel) -> {
                    if (request.isWrite() && request.path().endsWith("/clone")) {
                        if (clones.getAndIncrement() == 0) {
                            late.set(request);
                            throw TransportFailure.maybeSent("answer lost", null);
                        }
                        wire.send(Objects.requireNonNull(late.get()), timeout, cancel);
                    }
                    return wire.send(request, timeout, cancel);
                },
                store -> store);

        slow.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(slow);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.only().vmid()).isEqualTo(5000);
    }

    @Test
    void terminateDuringALostClone_waitsForItAndDestroysIt() {
        VmLifecycle unlucky = world.host(
                wire -> (request, timeout, cancel) -> {
                    WireResponse answer = wire.send(request, timeout, cancel);
                    if (request.isWrite() && request.path().endsWith("/clone")) {
                        throw TransportFailure.maybeSent("answer lost", null);
                    }
                    return answer;
                },
                store -> store);
        unlucky.deploy(VmWorld.request("pve1", CloneMode.FULL));
        unlucky.tick(Budget.of(Duration.ofMillis(100)));

        unlucky.terminate(VmWorld.KEY);
        world.settle(unlucky);

        assertThat(view().state()).isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
        assertThat(view().addresses()).isEmpty();
    }

    @Test
    void newDiskThatTheVmDoesNotHotplug_isMadeOnce_withAStop() {
        ready(VmWorld.small().toBuilder().noAdditionalDisk().build());
        world.sim.operator().set(5000, "hotplug", "network,usb");

        host.changePackage(VmWorld.KEY, VmWorld.small());
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.snapshot().volumesOf(5000)).hasSize(3);
        assertThat(world.only().running()).isTrue();
        assertThat(world.only().pending()).isEmpty();
    }

    @Test
    void bootOrderChangedByTheCustomer_stillGrowsTheSystemDisk() {
        ready(VmWorld.small());
        world.sim.operator().set(5000, "boot", "order=scsi1;scsi0");

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(config("scsi0")).contains("size=4G");
        assertThat(config("scsi1")).contains("size=1G");
    }

    @Test
    void refusedHotplug_whoseHealIsCutShort_isHealedWithTheOldNic() {
        ready(VmWorld.small());
        String before = config("net0");
        AtomicInteger writes = new AtomicInteger();
        VmLifecycle unlucky = world.host(
                wire -> (request, timeout, cancel) -> {
                    boolean nic = request.method().equals("PUT")
                            && request.form().toString().contains("net0");
                    int write = nic ? writes.getAndIncrement() : -1;
                    if (write == 0) {
                        return WireResponse.json(400, "Parameter verification failed.", """
                                {"data":null,"errors":{"net0":"hotplug problem - no physical interface"}}""");
                    }
                    if (write == 2) {
                        throw TransportFailure.notSent("connection refused", null);
                    }
                    return wire.send(request, timeout, cancel);
                },
                store -> store);

        unlucky.changePackage(
                VmWorld.KEY, VmWorld.small().toBuilder().netRate(Limit.of(20)).build());
        world.settle(unlucky);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(config("net0")).isEqualTo(before.replace("rate=10", "rate=20"));
        assertThat(world.only().nicsLinkDown()).isEmpty();
        assertThat(host.events(VmWorld.KEY, 0)).extracting(DurableEvent::type).contains("hotplug_refused");
    }

    @Test
    void changeToNoAddresses_takesThemFromCloudInitAndTheAntiSpoofSet() {
        ready(VmWorld.small());

        host.changePackage(
                VmWorld.KEY, VmWorld.small().toBuilder().ipv4(0).ipv6(0).build());
        world.settle(host);

        assertThat(view().addresses()).isEmpty();
        assertThat(world.only().config()).doesNotContainKey("ipconfig0");
        assertThat(antiSpoof()).isEmpty();
    }

    @Test
    void changeToDhcp_removesTheAntiSpoofSet() {
        ready(VmWorld.small());

        host.changePackage(
                VmWorld.KEY,
                VmWorld.small().toBuilder().ipv4(0).ipv6(0).dhcp(true).build());
        world.settle(host);

        assertThat(config("ipconfig0")).isEqualTo("ip=dhcp");
        assertThat(world.snapshot().firewall(5000).orElseThrow().ipsets()).doesNotContainKey("ipfilter-net0");
    }

    @Test
    void terminateAfterARedeployThatHasNotBegun_isNotSwallowed() {
        ready(VmWorld.small());
        host.terminate(VmWorld.KEY);
        world.settle(host);
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).isEqualTo("remove");
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
    }

    @Test
    void redeployAskedForTwice_isTheSame() {
        ready(VmWorld.small());
        host.terminate(VmWorld.KEY);
        world.settle(host);
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));

        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
    }

    @Test
    void forcedStopThatFailsOnce_isIssuedAgain() {
        ready(VmWorld.small());
        world.sim.operator().guest(5000, GuestBehaviour.ignoringAcpi());
        world.sim.faults().next("POST", "/nodes/*/qemu/*/status/stop", Fault.answer(595, "Connection refused"));

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(view().state()).isEqualTo("remove");
    }

    @Test
    void transientTroubleWhileTerminating_isRetried() {
        ready(VmWorld.small());
        world.sim
                .faults()
                .next(
                        "PUT",
                        "/nodes/*/qemu/*/config",
                        Fault.answer(500, "checksum mismatch (file change by other user?)"));
        world.sim
                .faults()
                .next("GET", "/nodes/*/qemu/*/status/current", Fault.answer(500, "query-status failed - got timeout"));
        host.terminate(VmWorld.KEY);
        world.clock.advance(Duration.ofMinutes(20)); // hours without a tick do not use up the give-up window

        world.settle(host);

        assertThat(view().state()).isEqualTo("remove");
    }

    @Test
    void changeThatCannotBegin_isReplacedByOneThatCan() {
        ready(VmWorld.small());
        PackageSpec impossible = VmWorld.small().toBuilder().ipv4(256).build();
        host.changePackage(VmWorld.KEY, impossible);
        host.tick(Budget.of(Duration.ofMinutes(1)));
        assertThat(view().trouble().lastError()).isPresent();

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(config("memory")).isEqualTo("1024");
    }

    @Test
    void sameChangeAgainWhileItIsApplied_isOneChange() {
        ready(VmWorld.small());
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        host.tick(Budget.once());

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(world.notifications).extracting(Notification::type).containsExactly("vm_ready", "package_changed");
    }

    @Test
    void migrationRefusedForGood_leavesTheVmOnItsSourceNode() {
        world.sim
                .faults()
                .next(
                        "POST",
                        "/nodes/*/qemu/*/migrate",
                        Fault.answer(500, "can't migrate VM with local resources: hostpci0"));

        host.deploy(VmWorld.request("pve2", CloneMode.FULL));
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.only().node()).isEqualTo("pve1");
    }

    @Test
    void vmThatRunsButNeverComesUp_slowsDownAndCallsForAHuman() {
        VmLifecycle sick = world.host(
                wire -> (request, timeout, cancel) -> {
                    WireResponse answer = wire.send(request, timeout, cancel);
                    return request.path().endsWith("/status/current") ? WireResponse.json(200, "OK", """
                                    {"data":{"status":"running","qmpstatus":"internal-error","vmid":5000,"uptime":1}}""") : answer;
                },
                store -> store);
        sick.deploy(VmWorld.request("pve1", CloneMode.FULL));

        sick.tick(Budget.of(Duration.ofHours(6)));

        assertThat(view().trouble().needsAttention()).isTrue();
        assertThat(view().trouble().lastError()).isPresent();
        assertThat(host.log(VmWorld.KEY).get(0).number()).isLessThan(200);
    }

    @Test
    void customersRules_surviveAPackageChange() {
        FirewallSpec strict = new FirewallSpec(
                true,
                true,
                true,
                false,
                true,
                false,
                FirewallSpec.defaults().logIn(),
                FirewallSpec.defaults().logOut(),
                FirewallSpec.defaults().policyIn(),
                FirewallSpec.defaults().policyOut(),
                true,
                false);
        ready(VmWorld.small().toBuilder().firewall(strict).build());
        List<String> deletions = new ArrayList<>();
        VmLifecycle watched = world.host(
                wire -> (request, timeout, cancel) -> {
                    if (request.method().equals("DELETE") && request.path().contains("/firewall/rules")) {
                        deletions.add(request.path());
                    }
                    return wire.send(request, timeout, cancel);
                },
                store -> store);

        watched.changePackage(
                VmWorld.KEY, VmWorld.larger().toBuilder().firewall(strict).build());
        world.settle(watched);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(deletions).isEmpty();
    }

    @Test
    void deployThatCannotBegin_isMendedByAskingAgain() {
        PackageSpec impossible = VmWorld.small().toBuilder().ipv4(256).build();
        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, impossible, VmWorld.onto("pve1", CloneMode.FULL)));
        host.tick(Budget.of(Duration.ofMinutes(1)));
        assertThat(view().state()).isEqualTo("creation");

        ready(VmWorld.small());

        assertThat(world.only().vmid()).isEqualTo(5000);
        assertThat(view().addresses()).hasSize(2);
    }

    @Test
    void anotherClusterThatAnswers_provesNothing() {
        ready(VmWorld.small());
        VmLifecycle misled = world.host(
                wire -> (request, timeout, cancel) -> {
                    if (request.path().endsWith("/cluster/resources")) {
                        return WireResponse.json(200, "OK", "{\"data\":[]}");
                    }
                    if (request.path().endsWith("/cluster/status")) {
                        return WireResponse.json(200, "OK", """
                                {"data":[{"type":"cluster","name":"other","quorate":1,"nodes":1,"version":1,"id":"cluster"},
                                {"type":"node","name":"pve9","online":1,"local":1,"id":"node/pve9","nodeid":1}]}""");
                    }
                    return wire.send(request, timeout, cancel);
                },
                store -> store);

        misled.terminate(VmWorld.KEY);
        misled.tick(Budget.of(Duration.ofHours(1)));

        assertThat(view().state()).isEqualTo("error_terminate");
        assertThat(view().addresses()).hasSize(2);
        assertThat(world.only().running()).isTrue();
    }

    @Test
    void clockOfTheHost_isFarFromTheStores_callsAreMadeAllTheSame() {
        for (Duration ahead : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            VmWorld other = VmWorld.create();
            VmLifecycle skewed = VmLifecycle.builder()
                    .stores(other.store)
                    .cluster("ams1", other.client(() -> other.clock.instant().plus(ahead)))
                    .clock(other.clock)
                    .sleeper(other.clock::advance)
                    .renewLeases(false)
                    .build();
            skewed.deploy(DeployRequest.of(
                    VmWorld.KEY,
                    VmWorld.FQDN,
                    VmWorld.small().toBuilder().ipv4(0).ipv6(0).build(),
                    FailureModes.withoutPools()));
            other.settle(skewed);

            assertThat(skewed.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
        }
    }
}
