package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.vm.store.DnsRepair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DNS servers that refuse, hang up or ask for patience: the VM goes on, the records come later. */
class DnsTroubleTest {
    private static final DnsError REFUSED = DnsError.of(Kind.AUTH, "HTTP 401: Unauthorized");
    private static final DnsError SILENT = DnsError.of(Kind.UNREACHABLE, "server: refused the connection");

    private final VmWorld world = VmWorld.create();
    private final TroubledDns forward = new TroubledDns("forward", world.dns);
    private final TroubledDns reverse = new TroubledDns("reverse", world.dns);
    private final VmLifecycle host = world.hostWithDns(forward, reverse, builder -> builder);

    private void deploy() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        assertThat(view().state()).isEqualTo("ready");
    }

    private VmView view() {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    private List<DnsRepair> repairs() {
        return host.dnsRepairs(VmWorld.KEY);
    }

    private List<String> details(String pipeline) {
        return host.log(VmWorld.KEY).stream()
                .filter(run -> run.pipeline().equals(pipeline))
                .map(Run::lines)
                .flatMap(List::stream)
                .map(StepLine::details)
                .flatMap(List::stream)
                .filter(line -> line.startsWith("fwd") || line.startsWith("rev"))
                .toList();
    }

    private List<String> events(String type) {
        return host.events(VmWorld.KEY, 0).stream()
                .filter(event -> event.type().equals(type))
                .map(DurableEvent::text)
                .toList();
    }

    private void after(Duration time) {
        world.clock.advance(time);
        world.settle(host);
    }

    @Test
    void refusedCredentials_deployGoesOn_restOfTheConnectionIsLeftAlone_andRepaired() {
        reverse.answersWith(REFUSED);

        deploy();

        assertThat(reverse.calls).hasSize(1);
        assertThat(details("deploy"))
                .containsExactly(
                        "fwd OK  [forward] example.com  vm42.example.com A 192.0.2.2",
                        "fwd OK  [forward] example.com  vm42.example.com AAAA 2001:db8::2",
                        "rev ERR  [reverse] 2.0.192.in-addr.arpa  2.2.0.192.in-addr.arpa PTR vm42.example.com"
                                + "  HTTP 401: Unauthorized",
                        "rev ERR  [reverse] 8.b.d.0.1.0.0.2.ip6.arpa"
                                + "  2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR"
                                + " vm42.example.com"
                                + "  not tried, left alone for another 300 s after: HTTP 401: Unauthorized");
        assertThat(repairs())
                .hasSize(2)
                .allSatisfy(repair -> assertThat(repair.tries()).isEqualTo(1))
                .allSatisfy(repair -> assertThat(repair.removal()).isFalse());
        assertThat(events("dns_failed")).containsExactly("2 records not as they should be, tried again in 3600 s");

        reverse.recovers();
        after(Duration.ofHours(1));

        assertThat(world.records()).hasSize(4);
        assertThat(repairs()).isEmpty();
        assertThat(events("dns_repair")).containsExactly("2 records, try 2");
        assertThat(events("dns_repaired")).containsExactly("2 records");
        assertThat(details("dns_repair"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("rev OK  [reverse]"));
        assertThat(view().status()).isEqualTo("ready");
    }

    @Test
    void rateLimit_isHeeded_untilTheServerMayBeAskedAgain() {
        forward.answersWith(DnsError.rateLimited(Duration.ofMinutes(10), "HTTP 429"));

        deploy();

        assertThat(repairs())
                .hasSize(2)
                .allSatisfy(repair -> assertThat(repair.error()).contains("HTTP 429"));
        assertThat(host.nextDue()).isPresent();
        int before = forward.calls.size();
        after(Duration.ofMinutes(9));
        assertThat(forward.calls).hasSize(before);

        forward.recovers();
        after(Duration.ofMinutes(1));
        assertThat(repairs()).isEmpty();
        assertThat(host.nextDue()).isEmpty();
        assertThat(world.records()).hasSize(4);
    }

    @Test
    void silentServer_isLeftAloneAfterTwoCalls_andAskedAgainLater() {
        VmLifecycle one = world.hostWithDns(reverse, reverse, builder -> builder);
        reverse.answersWith(SILENT);
        one.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(one);

        assertThat(reverse.calls).hasSize(2);
        assertThat(one.dnsRepairs(VmWorld.KEY)).hasSize(4);
        assertThat(details("deploy").get(3)).contains("not tried, left alone for another 60 s after: server: refused");

        world.clock.advance(Duration.ofMinutes(1));
        world.settle(one);
        assertThat(reverse.calls).as("one trial").hasSize(3);
        assertThat(one.dnsRepairs(VmWorld.KEY)).extracting(DnsRepair::tries).containsOnly(2);

        reverse.recovers();
        world.clock.advance(Duration.ofMinutes(2));
        world.settle(one);
        assertThat(one.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(world.records()).hasSize(4);
    }

    @Test
    void failedRemoval_ofAVmThatIsGone_isRepaired_andItsKeyMayDeployAnew() {
        deploy();
        forward.answersWith(SILENT);
        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(view().state()).isEqualTo("remove");
        assertThat(world.records()).hasSize(2);
        assertThat(repairs()).hasSize(2).allMatch(DnsRepair::removal);

        after(Duration.ofMinutes(1));
        assertThat(view().status()).isEqualTo("remove");
        assertThat(repairs()).extracting(DnsRepair::tries).containsOnly(2);
        host.terminate(VmWorld.KEY);
        assertThat(view().status()).as("gone is gone").isEqualTo("remove");

        forward.recovers();
        after(Duration.ofMinutes(2));
        assertThat(world.records()).isEmpty();
        assertThat(repairs()).isEmpty();

        deploy();
        assertThat(world.records()).hasSize(4);
    }

    @Test
    void deployOfAKey_thatLeftRecordsBehind_removesThemWithItsOwn() {
        deploy();
        forward.answersWith(SILENT);
        host.terminate(VmWorld.KEY);
        world.settle(host);
        forward.recovers();
        world.clock.advance(Duration.ofHours(1));

        host.deploy(DeployRequest.of(
                VmWorld.KEY, "other.example.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);

        assertThat(world.records()).hasSize(4).noneMatch(record -> record.contains(VmWorld.FQDN));
        assertThat(repairs()).isEmpty();
    }

    @Test
    void termination_dropsRepairsOfRecordsThatWereToCome() {
        forward.answersWith(REFUSED);
        deploy();
        assertThat(repairs()).hasSize(2);
        forward.recovers();
        world.clock.advance(Duration.ofMinutes(5));

        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(repairs()).isEmpty();
        assertThat(world.records()).isEmpty();
    }

    @Test
    void aRequestThatWaits_isNotReplacedByARepair() {
        forward.answersWith(SILENT);
        deploy();
        forward.recovers();
        world.clock.advance(Duration.ofMinutes(5));

        host.changePackage(VmWorld.KEY, VmWorld.larger());
        world.settle(host);

        assertThat(view().pkg().ipv4()).isEqualTo(VmWorld.larger().ipv4());
        assertThat(world.records()).hasSize(6);
        assertThat(repairs()).isEmpty();
        assertThat(events("dns_repair")).isEmpty();
    }

    @Test
    void fewerResultsThanChanges_countAsFailures_ofThatZoneOnly() {
        forward.answer = results -> results.subList(1, results.size());

        deploy();

        assertThat(repairs())
                .hasSize(2)
                .allSatisfy(repair -> assertThat(repair.error())
                        .contains("broke its contract: answered 1 results, not one for each of 2"));
        assertThat(details("deploy"))
                .filteredOn(line -> line.startsWith("rev OK"))
                .hasSize(2);
        forward.recovers();
        after(Duration.ofMinutes(1));
        assertThat(repairs()).isEmpty();
    }

    @Test
    void anErrorOutOfAProvider_costsItsZoneOnly() {
        forward.trouble = limits -> {
            throw new NoClassDefFoundError("com/example/Missing");
        };

        deploy();

        assertThat(repairs())
                .hasSize(2)
                .allSatisfy(repair -> assertThat(repair.error())
                        .isEqualTo("provider forward broke its contract: threw NoClassDefFoundError"));
        assertThat(world.records()).hasSize(2);
    }

    @Test
    @Timeout(60)
    void hangingProvider_deployIsThroughWithinTheBudget_otherRecordsStand_andItsOwnFollow() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        forward.trouble = limits -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                // given up: back without having done anything
                return Optional.of(SILENT);
            }
            return Optional.empty();
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        VmLifecycle hosted = world.hostWithDns(
                forward, reverse, builder -> builder.dnsExecutor(threads).dnsBudget(Duration.ofSeconds(2)));

        hosted.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(hosted);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.records()).hasSize(2);
        assertThat(details("deploy"))
                .filteredOn(line -> line.startsWith("fwd ERR"))
                .hasSize(2)
                .allMatch(line -> line.endsWith("no answer (expected: one within the 2.0 s that DNS has)"));
        assertThat(repairs()).hasSize(2);

        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        world.clock.advance(Duration.ofMinutes(1));
        world.settle(host);
        assertThat(world.records()).hasSize(4);
        assertThat(repairs()).isEmpty();
    }

    @Test
    void cnameAtTheName_isLeftAlone_andSaidWhy() {
        RRset alias =
                new RRset(DnsName.parse(VmWorld.FQDN), RecordType.CNAME, Ttl.DEFAULT, Set.of("elsewhere.example.net"));
        world.dns.plant(DnsName.parse("example.com"), alias);

        deploy();

        assertThat(details("deploy"))
                .filteredOn(line -> line.startsWith("fwd ERR"))
                .hasSize(2);
        assertThat(world.records()).hasSize(3).contains(VmWorld.FQDN + " CNAME elsewhere.example.net");
        assertThat(repairs())
                .hasSize(2)
                .allSatisfy(repair -> assertThat(Duration.between(world.clock.instant(), repair.dueAt()))
                        .isGreaterThan(Duration.ofMinutes(50)));

        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(world.records()).containsExactly(VmWorld.FQDN + " CNAME elsewhere.example.net");
    }

    @Test
    void zoneThatTheServerDoesNotHave_costsItsOwnRecords() {
        ZoneBinding missing = ZoneBinding.of("gone", DnsName.parse("42.example.com"), world.dns);
        ZoneBinding present = ZoneBinding.of("rev4", DnsName.parse("2.0.192.in-addr.arpa"), reverse);
        VmLifecycle hosted =
                world.hostWithDns(forward, reverse, builder -> builder.dns(Zones.of(List.of(missing, present))));

        hosted.deploy(DeployRequest.of(
                VmWorld.KEY, "vm.42.EXAMPLE.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(hosted);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.records()).containsExactly("2.2.0.192.in-addr.arpa PTR vm.42.example.com");
        assertThat(repairs()).hasSize(2).allMatch(repair -> repair.error().startsWith("zone: 42.example.com"));
    }

    @Test
    void internationalName_isWrittenAsItsAsciiForm() {
        host.deploy(DeployRequest.of(
                VmWorld.KEY, "m\u00fcnchen.example.com", VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);

        assertThat(view().state()).isEqualTo("ready");
        assertThat(world.records()).contains("xn--mnchen-3ya.example.com A 192.0.2.2");
    }

    @Test
    void oneThread_eachConnectionHasItsShareOfTheBudget() {
        List<Duration> shares = new ArrayList<>();
        forward.trouble = limits -> {
            Duration share = limits.left(world.clock.instant());
            shares.add(share);
            world.clock.advance(share);
            return Optional.of(SILENT);
        };
        reverse.trouble = limits -> {
            shares.add(limits.left(world.clock.instant()));
            return Optional.empty();
        };

        deploy();

        assertThat(details("deploy"))
                .filteredOn(line -> line.startsWith("rev OK"))
                .hasSize(2);
        assertThat(shares).hasSize(3).containsOnly(shares.get(0));
        assertThat(shares.get(0)).isPositive();
    }
}
