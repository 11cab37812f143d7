package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.vm.store.DnsRepair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose a record is, when removals come late or their answers are lost: what somebody else counts on is not touched. */
class DnsOwnershipTest {
    private static final DnsError REFUSED = DnsError.of(Kind.AUTH, "HTTP 401: Unauthorized");
    private static final VmKey HEIR = VmKey.of("43");
    private static final String POINTER = "2.2.0.192.in-addr.arpa";
    /** Beyond the quarantine of an address, before a refused call is repeated. */
    private static final Duration LATER = Duration.ofMinutes(16);

    private final VmWorld world = VmWorld.create();
    private final TroubledDns forward = new TroubledDns("forward", world.dns);
    private final TroubledDns reverse = new TroubledDns("reverse", world.dns);
    /** One address to give: whoever comes next gets the same. */
    private final VmLifecycle host = world.hostWithDns(
            forward,
            reverse,
            builder -> builder.pool(IpPool.of("v4", Cidr.parse("192.0.2.0/30"))
                    .gateway(IpAddress.parse("192.0.2.1"))
                    .build()));

    private void deploy(VmKey key) {
        host.deploy(DeployRequest.of(key, VmWorld.FQDN, VmWorld.small(), VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(host);
        assertThat(host.get(key).orElseThrow().state()).isEqualTo("ready");
    }

    private void terminate(VmKey key) {
        host.terminate(key);
        world.settle(host);
        assertThat(host.get(key).orElseThrow().state()).isEqualTo("remove");
    }

    private void after(Duration time) {
        world.clock.advance(time);
        world.settle(host);
    }

    private void loseAnswers(TroubledDns dns) {
        dns.answer = results -> results.stream()
                .map(result -> ChangeResult.failed(result.change(), DnsError.of(Kind.TRANSIENT, "answer lost")))
                .toList();
    }

    private void recover() {
        forward.recovers();
        reverse.recovers();
    }

    private void plantPointer(String value) {
        world.dns.plant(
                DnsName.parse("2.0.192.in-addr.arpa"),
                new RRset(DnsName.parse(POINTER), RecordType.PTR, Ttl.DEFAULT, Set.of(value)));
    }

    private List<String> newestDetails(VmKey key) {
        return host.log(key).get(0).lines().stream()
                .map(StepLine::details)
                .flatMap(List::stream)
                .toList();
    }

    private void terminateWhileRefused_andDeployAnHeir() {
        deploy(VmWorld.KEY);
        forward.answersWith(REFUSED);
        reverse.answersWith(REFUSED);
        terminate(VmWorld.KEY);
        recover();
        world.clock.advance(LATER);
        deploy(HEIR);
    }

    @Test
    void cleanupOfAGoneVm_leavesWhatAnotherVmHolds_andForgetsIt() {
        terminateWhileRefused_andDeployAnHeir();
        List<String> standing = world.records();
        assertThat(standing).contains(VmWorld.FQDN + " A 192.0.2.2", POINTER + " PTR " + VmWorld.FQDN);

        after(Duration.ofHours(1));

        assertThat(world.records())
                .contains(VmWorld.FQDN + " A 192.0.2.2", POINTER + " PTR " + VmWorld.FQDN)
                .hasSize(4);
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(newestDetails(VmWorld.KEY))
                .contains(
                        "fwd-del OK  [forward] example.com  vm42.example.com A 192.0.2.2  kept: belongs to 43",
                        "rev-del OK  [reverse] 2.0.192.in-addr.arpa  2.2.0.192.in-addr.arpa PTR vm42.example.com"
                                + "  kept: belongs to 43");

        terminate(HEIR);
        assertThat(world.records()).isEmpty();
    }

    @Test
    void terminationOfAnHeir_removesWhatAGoneVmOnlyWaitsToRemove() {
        terminateWhileRefused_andDeployAnHeir();

        terminate(HEIR);

        assertThat(world.records()).doesNotContain(VmWorld.FQDN + " A 192.0.2.2", POINTER + " PTR " + VmWorld.FQDN);
        after(Duration.ofHours(1));
        assertThat(world.records()).isEmpty();
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
    }

    @Test
    void removalWhoseAnswerWasLost_isNoReasonNotToWriteAnew() {
        deploy(VmWorld.KEY);
        loseAnswers(forward);
        loseAnswers(reverse);
        terminate(VmWorld.KEY);
        assertThat(world.records()).isEmpty();
        world.clock.advance(LATER);
        recover();

        deploy(VmWorld.KEY);

        assertThat(world.records())
                .hasSize(4)
                .contains(VmWorld.FQDN + " A 192.0.2.2", POINTER + " PTR " + VmWorld.FQDN);
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
    }

    @Test
    void resyncThatFailed_isRepairedByWriting() {
        deploy(VmWorld.KEY);
        world.dns.apply(
                ZoneRef.of(DnsName.parse("example.com")),
                List.of(new Change.DeleteSet(new RRsetKey(DnsName.parse(VmWorld.FQDN), RecordType.A))),
                CallLimits.until(Instant.MAX));
        assertThat(world.records()).hasSize(3);
        forward.answersWith(DnsError.of(Kind.TRANSIENT, "HTTP 503"));
        host.resyncDns(VmWorld.KEY, Actor.host());
        world.settle(host);
        assertThat(host.dnsRepairs(VmWorld.KEY)).hasSize(2).noneMatch(DnsRepair::removal);
        recover();

        after(Duration.ofMinutes(1));

        assertThat(world.records()).hasSize(4);
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
    }

    @Test
    void pointerThatACustomerSet_afterTheAnswerWasLost_staysWhenItIsRepaired() {
        loseAnswers(reverse);
        deploy(VmWorld.KEY);
        plantPointer("mail.customer.example");
        recover();

        after(Duration.ofMinutes(10));

        assertThat(world.records()).contains(POINTER + " PTR mail.customer.example");
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
        assertThat(newestDetails(VmWorld.KEY))
                .contains("rev OK  [reverse] 2.0.192.in-addr.arpa  2.2.0.192.in-addr.arpa PTR vm42.example.com"
                        + "  kept: mail.customer.example");
    }

    @Test
    void formerTenantsPointer_isReplacedByTheRepairOfACallThatWroteNothing() {
        plantPointer("former.customer.example");
        reverse.answersWith(REFUSED);
        deploy(VmWorld.KEY);
        recover();

        after(Duration.ofHours(1));

        assertThat(world.records()).contains(POINTER + " PTR " + VmWorld.FQDN);
        assertThat(host.dnsRepairs(VmWorld.KEY)).isEmpty();
    }

    @Test
    void pointerOfATenantInBetween_isReplacedWhenTheFirstComesBack() {
        deploy(VmWorld.KEY);
        loseAnswers(reverse);
        terminate(VmWorld.KEY);
        recover();
        plantPointer("between.customer.example");
        world.clock.advance(LATER);

        deploy(VmWorld.KEY);

        assertThat(world.records()).contains(POINTER + " PTR " + VmWorld.FQDN);
    }
}
