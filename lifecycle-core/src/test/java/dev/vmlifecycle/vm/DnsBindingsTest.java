package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.ZonePolicy;
import dev.vmlifecycle.dns.ZoneRole;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.vm.store.DnsRepair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bindings that change their ids, their zones or their roles, or vanish, while VMs have records through them. */
class DnsBindingsTest {
    private static final DnsName ZONE = DnsName.parse("example.com");
    private static final DnsName REVERSE = DnsName.parse("2.0.192.in-addr.arpa");
    private static final String NAME = VmWorld.FQDN + " A 192.0.2.2";

    private final VmWorld world = VmWorld.create();
    private final TroubledDns forward = new TroubledDns("forward", world.dns);
    private final TroubledDns reverse = new TroubledDns("reverse", world.dns);
    private final ZoneBinding rev4 = ZoneBinding.of("rev4", REVERSE, reverse);

    private VmLifecycle host(ZoneBinding... bindings) {
        return world.hostWithDns(forward, reverse, builder -> builder.dns(Zones.of(List.of(bindings))));
    }

    private VmLifecycle deployed(ZoneBinding... bindings) {
        VmLifecycle host = host(bindings);
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("ready");
        return host;
    }

    private static ZoneBinding binding(String id, String zone, TroubledDns dns) {
        return ZoneBinding.of(id, DnsName.parse(zone), dns);
    }

    private void change(VmLifecycle host) {
        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);
    }

    private void terminate(VmLifecycle host) {
        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(host.get(VmWorld.KEY).orElseThrow().state()).isEqualTo("remove");
    }

    private static List<String> events(VmLifecycle host, String type) {
        return host.events(VmWorld.KEY, 0).stream()
                .filter(event -> event.type().equals(type))
                .map(DurableEvent::text)
                .toList();
    }

    private static List<String> details(VmLifecycle host) {
        return host.log(VmWorld.KEY).stream()
                .map(Run::lines)
                .flatMap(List::stream)
                .map(StepLine::details)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void idThatNamesAnotherZoneNow_itsRecordsMoveToTheBindingThatHasThem() {
        deployed(binding("a", "example.com", forward), rev4);
        VmLifecycle moved = host(binding("a", "vps.example.com", forward), binding("b", "example.com", forward), rev4);

        change(moved);

        assertThat(world.records()).hasSize(5).contains(NAME, VmWorld.FQDN + " AAAA 2001:db8::2");
        assertThat(moved.dnsRepairs(VmWorld.KEY)).isEmpty();
        terminate(moved);
        assertThat(world.records()).isEmpty();
    }

    @Test
    void bindingThatLosesItsRole_itsRecordsMoveToTheOneThatHasIt() {
        deployed(binding("a", "example.com", forward), rev4);
        ZoneBinding reverseOnly = new ZoneBinding(
                "a",
                ZONE,
                Optional.empty(),
                forward,
                Optional.of(Cidr.parse("10.0.0.0/26")),
                Ttl.DEFAULT,
                Set.of(ZoneRole.REVERSE));
        VmLifecycle moved = host(reverseOnly, binding("b", "example.com", forward), rev4);

        moved.resyncDns(VmWorld.KEY, Actor.host());
        world.settle(moved);

        assertThat(world.records()).hasSize(3).contains(NAME);
        assertThat(details(moved))
                .contains("fwd-del OK  [forward] example.com  vm42.example.com A 192.0.2.2  kept: moved to binding b");
        terminate(moved);
        assertThat(world.records()).isEmpty();
    }

    @Test
    void renamedBinding_takesTheRecordsWithIt_andTheCustomersPointerStays() {
        deployed(binding("a", "example.com", forward), rev4);
        world.dns.plant(
                REVERSE,
                new RRset(
                        DnsName.parse("2.2.0.192.in-addr.arpa"),
                        RecordType.PTR,
                        Ttl.DEFAULT,
                        Set.of("mail.customer.example")));
        VmLifecycle renamed =
                host(binding("forward", "example.com", forward), binding("reverse", "2.0.192.in-addr.arpa", reverse));

        change(renamed);

        assertThat(renamed.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(world.records()).hasSize(5).contains(NAME, "2.2.0.192.in-addr.arpa PTR mail.customer.example");
        terminate(renamed);
        assertThat(world.records()).containsExactly("2.2.0.192.in-addr.arpa PTR mail.customer.example");
    }

    @Test
    void twoConnections_withOneZoneName_eachKeepTheirOwn() {
        InMemoryDns inner = InMemoryDns.builder().clock(world.clock).zone(ZONE).build();
        ZoneBinding inside = binding("a", "example.com", new TroubledDns("inside", inner));
        deployed(inside, rev4);
        VmLifecycle moved = host(
                binding("a", "vps.example.com", new TroubledDns("inside", inner)),
                binding("b", "example.com", forward),
                rev4);

        change(moved);

        assertThat(world.records()).contains(NAME);
        assertThat(inner.snapshot()).noneMatch(set -> set.type().equals(RecordType.A));
    }

    @Test
    void removalThroughABindingThatIsMissing_staysARepair_untilItIsBack() {
        ZoneBinding fwd = binding("fwd", "example.com", forward);
        VmLifecycle whole = deployed(fwd, rev4);
        forward.answersWith(DnsError.of(Kind.TRANSIENT, "HTTP 503"));
        terminate(whole);
        VmLifecycle without = host(rev4);

        world.clock.advance(Duration.ofMinutes(10));
        world.settle(without);

        assertThat(without.dnsRepairs(VmWorld.KEY))
                .hasSize(2)
                .allMatch(DnsRepair::removal)
                .allMatch(repair -> repair.error().contains("fwd"));
        assertThat(events(without, "dns_left_behind"))
                .containsExactly("2 records of bindings that are not configured any more");
        assertThat(events(without, "dns_repaired")).isEmpty();
        assertThat(without.nextDue())
                .hasValueSatisfying(due ->
                        assertThat(due).isAfterOrEqualTo(world.clock.instant().plus(Duration.ofHours(1))));

        forward.recovers();
        world.clock.advance(Duration.ofHours(6));
        world.settle(whole);
        assertThat(world.records()).isEmpty();
        assertThat(whole.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(events(whole, "dns_repaired")).containsExactly("2 records");
    }

    @Test
    void terminationWithoutTheBinding_leavesRepairs_doneWhenItIsBack() {
        VmLifecycle whole = deployed(binding("fwd", "example.com", forward), rev4);

        terminate(host(rev4));

        assertThat(whole.dnsRepairs(VmWorld.KEY)).hasSize(2).allMatch(DnsRepair::removal);
        world.clock.advance(Duration.ofHours(1));
        world.settle(whole);
        assertThat(world.records()).isEmpty();
        assertThat(whole.dnsRepairs(VmWorld.KEY)).isEmpty();
    }

    @Test
    void everyMatching_pointerThatIsDelegated_isSkippedInTheParent() {
        DnsName child = DnsName.parse("0-63.2.0.192.in-addr.arpa");
        DnsName delegated = DnsName.parse("2.2.0.192.in-addr.arpa");
        String target = "2.0-63.2.0.192.in-addr.arpa";
        InMemoryDns dns = InMemoryDns.builder()
                .clock(world.clock)
                .zone(REVERSE)
                .zone(child)
                .build();
        dns.plant(REVERSE, new RRset(delegated, RecordType.CNAME, Ttl.DEFAULT, Set.of(target)));
        VmLifecycle host = world.hostWithDns(
                forward,
                reverse,
                builder -> builder.dns(
                        Zones.of(List.of(ZoneBinding.of("parent", REVERSE, dns), ZoneBinding.of("child", child, dns)))
                                .withPolicy(ZonePolicy.EVERY_MATCHING)));

        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);

        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(events(host, "dns_failed")).isEmpty();
        assertThat(dns.snapshot())
                .anyMatch(set -> set.type().equals(RecordType.PTR)
                        && set.name().toString().equals(target));
        assertThat(details(host))
                .contains("rev SKIPPED  [memory] 2.0.192.in-addr.arpa  2.2.0.192.in-addr.arpa PTR vm42.example.com"
                        + "  delegated");
    }
}
