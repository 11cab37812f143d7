package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change that needs a stop the guest does not grant, and one that a running VM refuses. */
class StopOfAChangeTest extends FailureModes {
    private static final VmKey ONE = VmKey.of("1");
    private static final PackageSpec MORE_MEMORY =
            plain().toBuilder().memory(ByteSize.ofMiB(768)).build();

    private List<String> events(String type) {
        return host.events(ONE, 0).stream()
                .filter(event -> event.type().equals(type))
                .map(DurableEvent::text)
                .toList();
    }

    private VmLifecycle patient() {
        return world.builder().forceStop(ForceStop.NEVER).build();
    }

    @Test
    void guestThatDoesNotShutDown_isForcedAfterTheWindow() {
        deployed("1");
        world.sim.operator().guest(5000, GuestBehaviour.ignoringAcpi());

        host.changePackage(ONE, MORE_MEMORY);
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
    }

    @Test
    void guestThatDoesNotShutDown_andIsNotToBeForced_waitsForItsUser() {
        deployed("1");
        world.sim.operator().guest(5000, GuestBehaviour.ignoringAcpi());
        VmLifecycle patient = patient();
        patient.changePackage(ONE, MORE_MEMORY);
        patient.tick(Budget.of(Duration.ofHours(1)));

        assertThat(view("1").state()).isEqualTo("cp_update_ip");
        assertThat(remote(5000).running()).isTrue();
        assertThat(trouble("1")).contains("does not shut down", "not to be forced");
        assertThat(view("1").trouble().needsAttention()).isTrue();
        assertThat(events("stop_needs_attention")).hasSize(1);
        assertThat(world.notifications).anyMatch(one -> one.type().equals("stop_needs_attention"));

        world.sim.operator().powerOff(5000);
        world.settle(patient);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(remote(5000).running()).isTrue();
        assertThat(remote(5000).config()).containsEntry("memory", "768");
    }

    @Test
    void haManager_whichAlwaysForces_isNotAskedWhenNothingIsToBeForced() {
        deployed("1");
        world.client().cluster().ha().add(HaResourceId.vm(Vmid.of(5000)), HaSettings.none());
        VmLifecycle patient = patient();
        patient.changePackage(ONE, MORE_MEMORY);
        patient.tick(Budget.of(Duration.ofMinutes(10)));

        assertThat(tasks("hastop")).isEmpty();
        assertThat(trouble("1")).contains("HA manager, which always forces");
    }

    @Test
    void nicChangeThatIsRefused_isTriedRarely_andTheNicStaysAsItWas() {
        deployed("1");
        String before = String.valueOf(remote(5000).config().get("net0"));
        int[] refusals = new int[1];
        VmLifecycle sick = world.host(
                wire -> (request, timeout, cancel) -> {
                    boolean change = request.method().equals("PUT")
                            && request.form().toString().contains("rate=33");
                    if (change) {
                        refusals[0]++;
                        return WireResponse.json(400, "Parameter verification failed.", """
                                {"data":null,"errors":{"net0":"hotplug problem - no physical interface"}}""");
                    }
                    return wire.send(request, timeout, cancel);
                },
                store -> store);
        sick.changePackage(ONE, plain().toBuilder().netRate(Limit.of(33)).build());
        sick.tick(Budget.of(Duration.ofHours(24)));

        assertThat(refusals[0]).isBetween(4, 9);
        assertThat(events("hotplug_refused")).hasSize(refusals[0]);
        assertThat(remote(5000).config().get("net0")).isEqualTo(before);
        assertThat(remote(5000).nicsOffBridge()).isEmpty();
        assertThat(remote(5000).nicsLinkDown()).isEmpty();
        assertThat(view("1").trouble().needsAttention()).isTrue();
        assertThat(trouble("1")).contains("CONFIG", "hotplug problem", "old NIC was plugged in again");
    }
}
