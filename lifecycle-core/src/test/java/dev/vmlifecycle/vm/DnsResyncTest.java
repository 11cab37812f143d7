package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Full synchronisation, names that customers gave their addresses, and workers that die between DNS and the record. */
class DnsResyncTest {
    private static final DnsName REVERSE = DnsName.parse("2.0.192.in-addr.arpa");
    private static final DnsName FORWARD = DnsName.parse("example.com");

    private final VmWorld world = VmWorld.create();
    private final VmLifecycle host = world.host();

    private void ready() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
    }

    private void resync() {
        host.resyncDns(VmWorld.KEY, Actor.of("admin:jane", "records were lost"));
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
    }

    private void plantPointer(String name, String value) {
        world.dns.plant(REVERSE, new RRset(DnsName.parse(name), RecordType.PTR, Ttl.DEFAULT, Set.of(value)));
    }

    private void lose(DnsName zone, DnsName name, RecordType type) {
        var change = new Change.DeleteSet(new RRsetKey(name, type));
        var limits = CallLimits.until(Instant.MAX);
        assertThat(world.dns
                        .apply(ZoneRef.of(zone), List.of(change), limits)
                        .get(0)
                        .isOk())
                .isTrue();
    }

    @Test
    void resync_writesWhatWasLost_whateverTheLedgerSays() {
        ready();
        lose(FORWARD, DnsName.parse(VmWorld.FQDN), RecordType.A);
        lose(REVERSE, DnsName.parse("2.2.0.192.in-addr.arpa"), RecordType.PTR);
        assertThat(world.records()).hasSize(2);

        resync();

        assertThat(world.records()).hasSize(4);
        assertThat(host.events(VmWorld.KEY, 0))
                .extracting(event -> event.type() + " " + event.text())
                .contains("requested dns_resync by admin:jane (records were lost)");
    }

    @Test
    void customersPointer_survivesAChangeAndAResync_andIsNotRemovedWithTheVm() {
        ready();
        plantPointer("2.2.0.192.in-addr.arpa", "mail.customer.example");

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);
        resync();

        assertThat(world.records()).contains("2.2.0.192.in-addr.arpa PTR mail.customer.example");
        assertThat(host.log(VmWorld.KEY).get(0).lines().get(0).details())
                .contains("rev OK  [memory] 2.0.192.in-addr.arpa  2.2.0.192.in-addr.arpa PTR vm42.example.com"
                        + "  kept: mail.customer.example");

        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(world.records()).containsExactly("2.2.0.192.in-addr.arpa PTR mail.customer.example");
    }

    @Test
    void formerTenantsPointer_isReplacedByADeploy() {
        plantPointer("2.2.0.192.in-addr.arpa", "former.customer.example");

        ready();

        assertThat(world.records()).contains("2.2.0.192.in-addr.arpa PTR " + VmWorld.FQDN);
    }

    @Test
    void resync_beforeAPackageChangeThatWaits_isRefused() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        host.changePackage(VmWorld.KEY, VmWorld.larger());

        assertThatThrownBy(() -> host.resyncDns(VmWorld.KEY, Actor.host()))
                .isInstanceOf(VmException.class)
                .hasMessage("vm 42: change_package waits (expected: nothing that waits)");
    }

    @Test
    void resync_ofAVmThatIsGone_isRefused() {
        ready();
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThatThrownBy(() -> host.resyncDns(VmWorld.KEY, Actor.host())).isInstanceOf(VmException.class);
    }

    @Test
    void workerThatDies_betweenDnsAndTheRecord_inEachOfItsZones_losesAndDoublesNothing() {
        for (int victim = 1; victim <= 3; victim++) {
            VmWorld other = VmWorld.create();
            TroubledDns dying = new TroubledDns("memory", other.dns);
            int last = victim;
            dying.answer = results -> {
                if (dying.calls.size() == last) {
                    throw new SimulatedCrash("after call " + last);
                }
                return results;
            };
            VmLifecycle doomed = other.hostWithDns(dying, dying, builder -> builder);
            VmLifecycle heir = other.host();
            doomed.deploy(VmWorld.request("pve1", CloneMode.FULL));
            assertThatThrownBy(() -> other.settle(doomed)).isInstanceOf(SimulatedCrash.class);

            other.clock.advance(VmWorld.LEASE.plusSeconds(1));
            other.settle(heir);

            assertThat(heir.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
            assertThat(other.records()).as("after call " + victim).hasSize(4).doesNotHaveDuplicates();
            heir.terminate(VmWorld.KEY);
            other.settle(heir);
            assertThat(other.records()).isEmpty();
        }
    }
}
