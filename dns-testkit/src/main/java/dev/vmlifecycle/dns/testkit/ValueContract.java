package dev.vmlifecycle.dns.testkit;

import static dev.vmlifecycle.dns.RecordType.A;
import static dev.vmlifecycle.dns.RecordType.AAAA;
import static dev.vmlifecycle.dns.RecordType.CNAME;
import static dev.vmlifecycle.dns.RecordType.PTR;
import static dev.vmlifecycle.dns.RecordType.TXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values of one set: added, taken away, replaced, and left alone. */
abstract class ValueContract extends ContractHarness {

    private static final String SPELT = "2001:0DB8:0000:0000:0000:0000:0000:0010";
    private static final String CANONICAL = "2001:db8::10";

    @Test
    void must_connection_beUsable() {
        ZoneProbe probe = dns().probe(zone(), limits());
        hear(probe);

        assertThat(probe.reachable()).isEqualTo(ZoneProbe.Answer.YES);
        assertThat(probe.authorised()).isEqualTo(ZoneProbe.Answer.YES);
        assertThat(probe.isUsable()).as("%s", probe).isTrue();
    }

    @Test
    void must_description_beStableAndSafe() {
        assertThat(dns().type()).matches("[a-z][a-z0-9-]*");
        assertThat(dns().connection()).isEqualTo(dns().connection());
        assertThat(dns().capabilities().types()).contains(A, AAAA);
        hear(dns());
        hear(dns().connection());
        hear(dns().capabilities());
    }

    @Test
    void must_ensure_newAddress_beServed() {
        DnsName name = name();

        assertApplied(zone(), ensure(name, OURS));

        assertStands(zone(), name, A, "192.0.2.10");
        assertThat(observer().observe(zone(), name, A).map(RRset::ttl)).contains(clamped(Ttl.DEFAULT));
    }

    @Test
    void must_ensure_newIpv6Address_beServedCanonically() {
        DnsName name = name();

        assertApplied(zone(), ensure(name, IpAddress.parse(SPELT)));

        assertStands(zone(), name, AAAA, CANONICAL);
        assertNoop(zone(), ensure(name, IpAddress.parse(CANONICAL)));
    }

    @Test
    void must_ensure_twice_writeOnce() {
        DnsName name = name();
        assertApplied(zone(), ensure(name, OURS));

        assertNoop(zone(), ensure(name, OURS));
        assertStands(zone(), name, A, "192.0.2.10");
    }

    @Test
    void must_ensure_secondValue_keepTheFirst() {
        DnsName name = name();
        assertApplied(zone(), ensure(name, OURS));
        assertApplied(zone(), ensure(name, MORE));

        assertStands(zone(), name, A, "192.0.2.10", "192.0.2.11");
    }

    @Test
    void must_ensure_foreignValue_beKeptWithItsTtl() {
        DnsName name = name();
        plant(name, A, "192.0.2.99");

        assertApplied(zone(), ensure(name, OURS));

        assertStands(zone(), name, A, "192.0.2.10", "192.0.2.99");
        assertThat(observer().observe(zone(), name, A).map(RRset::ttl)).contains(HOUR);
    }

    @Test
    void must_remove_oneValue_keepForeignOnes() {
        DnsName name = name();
        plant(name, A, "192.0.2.10", "192.0.2.99");

        assertApplied(zone(), Change.removeAddress(name, OURS));

        assertStands(zone(), name, A, "192.0.2.99");
    }

    @Test
    void must_remove_lastValue_removeTheSet() {
        DnsName name = name();
        assertApplied(zone(), ensure(name, OURS));

        assertApplied(zone(), Change.removeAddress(name, OURS));

        assertGone(zone(), name, A);
        assertThat(dns().read(zone(), name, limits())).isEmpty();
    }

    @Test
    void must_remove_absentValueSetOrName_doNothing() {
        DnsName name = name();
        assertNoop(zone(), Change.removeAddress(name, OURS));
        plant(name, A, "192.0.2.99");

        assertNoop(zone(), Change.removeAddress(name, OURS));
        assertNoop(zone(), Change.removeAddress(name, IpAddress.parse(CANONICAL)));
        assertNoop(zone(), new Change.DeleteSet(key(name, TXT)));
        assertStands(zone(), name, A, "192.0.2.99");
    }

    @Test
    void must_remove_otherSpellingOfAnAddress_removeIt() {
        DnsName name = name();
        plant(name, AAAA, SPELT, "2001:db8::99");

        assertApplied(zone(), Change.removeAddress(name, IpAddress.parse(CANONICAL)));

        assertStands(zone(), name, AAAA, "2001:db8::99");
    }

    @Test
    void must_replace_set_holdExactlyTheValues() {
        DnsName name = name();
        plant(name, A, "192.0.2.98", "192.0.2.99");
        Change change = new Change.ReplaceSet(key(name, A), Ttl.DEFAULT, Set.of("192.0.2.10", "192.0.2.98"));

        assertApplied(zone(), change);

        assertStands(zone(), name, A, "192.0.2.10", "192.0.2.98");
        assertThat(observer().observe(zone(), name, A).map(RRset::ttl)).contains(clamped(Ttl.DEFAULT));
        assertNoop(zone(), change);
    }

    @Test
    void must_replace_onlyTheTtl_changeIt() {
        DnsName name = name();
        plant(name, A, "192.0.2.10");
        Ttl ttl = Ttl.ofSeconds(600);

        assertApplied(zone(), new Change.ReplaceSet(key(name, A), ttl, Set.of("192.0.2.10")));

        assertThat(observer().observe(zone(), name, A).map(RRset::ttl)).contains(clamped(ttl));
    }

    @Test
    void must_deleteSet_beTheWholeSetAndNoOther() {
        DnsName name = name();
        plant(name, A, "192.0.2.10", "192.0.2.99");
        plant(name, AAAA, CANONICAL);

        assertApplied(zone(), new Change.DeleteSet(key(name, A)));

        assertGone(zone(), name, A);
        assertStands(zone(), name, AAAA, CANONICAL);
    }

    @Test
    void must_ttl_extremes_stayWithinLimitsAndNeverWrap() {
        for (int seconds : new int[] {1, Integer.MAX_VALUE}) {
            DnsName name = name();
            Ttl ttl = Ttl.ofSeconds(seconds);
            ChangeResult result =
                    apply(zone(), Change.ensureAddress(name, OURS, ttl)).get(0);
            if (result.isOk()) {
                assertThat(observer().observe(zone(), name, A).map(RRset::ttl)).contains(clamped(ttl));
            } else {
                assertFailed(Kind.INVALID_VALUE, result);
            }
        }
    }

    @Test
    void must_cname_atTheName_beLeftAlone() {
        DnsName name = name();
        plant(name, CNAME, "elsewhere.example.org");

        assertFailed(Kind.CONFLICT_CNAME, apply(zone(), ensure(name, OURS)).get(0));

        assertGone(zone(), name, A);
        assertStands(zone(), name, CNAME, "elsewhere.example.org");
    }

    @Test
    void must_cname_besideAnAddress_beRefused() {
        DnsName name = name();
        assertApplied(zone(), ensure(name, OURS));

        assertFailed(
                Kind.CONFLICT_CNAME,
                apply(zone(), new Change.ReplaceSet(key(name, CNAME), HOUR, Set.of("x.example.org")))
                        .get(0));

        assertStands(zone(), name, A, "192.0.2.10");
        assertGone(zone(), name, CNAME);
    }

    @Test
    void must_otherTypesAtTheName_stay() {
        DnsName name = name();
        plant(name, TXT, "\"keep me\"");
        assertApplied(zone(), ensure(name, OURS));
        assertApplied(zone(), Change.removeAddress(name, OURS));

        assertStands(zone(), name, TXT, "\"keep me\"");
    }

    @Test
    void must_read_showEveryTypeOfExactlyTheName() {
        DnsName name = name();
        DnsName below = use(zone(), name.child("below"));
        plant(name, A, "192.0.2.10", "192.0.2.99");
        plant(name, TXT, "\"hello\"");
        plant(below, A, "192.0.2.10");

        assertThat(dns().read(zone(), name, limits()))
                .containsExactly(
                        new RRset(name, A, HOUR, Set.of("192.0.2.10", "192.0.2.99")),
                        new RRset(name, TXT, HOUR, Set.of("\"hello\"")));
        assertThat(dns().read(zone(), name(), limits())).isEmpty();
    }

    @Test
    void must_wildcard_nearby_neitherBeReadNorTouched() {
        DnsName parent = name();
        DnsName wildcard = use(zone(), parent.child("*"));
        DnsName name = use(zone(), parent.child("vm1"));
        plant(wildcard, A, "192.0.2.99");

        assertThat(dns().read(zone(), name, limits())).isEmpty();
        assertApplied(zone(), ensure(name, OURS));
        assertApplied(zone(), Change.removeAddress(name, OURS));

        assertStands(zone(), wildcard, A, "192.0.2.99");
    }

    @Test
    void may_pointer_ipv4_replaceAFormerTenant() {
        pointer(orAbort(given().reverseZoneV4(), "IPv4 reverse zone"));
    }

    @Test
    void may_pointer_ipv6_replaceAFormerTenant() {
        pointer(orAbort(given().reverseZoneV6(), "IPv6 reverse zone"));
    }

    @Test
    void may_pointer_classless_replaceAFormerTenant() {
        ZoneRef zone = orAbort(given().classlessZone(), "classless reverse zone");
        pointer(zone, use(zone, zone.name().child("10")));
    }

    @Test
    void may_pointer_inOtherCase_beRemoved() {
        ZoneRef zone = orAbort(given().reverseZoneV4(), "IPv4 reverse zone");
        DnsName pointer = pointerIn(zone);
        observer().plant(zone, pointer, PTR, HOUR, List.of("Vm1.Example.TEST"));

        assertApplied(zone, Change.removePointers(pointer, Set.of(DnsName.parse("vm1.example.test"))));

        assertGone(zone, pointer, PTR);
    }

    private void pointer(ZoneRef zone) {
        pointer(zone, pointerIn(zone));
    }

    private void pointer(ZoneRef zone, DnsName pointer) {
        DnsName host = DnsName.parse("vm1.example.test");
        observer().plant(zone, pointer, PTR, HOUR, List.of("former.example.org"));

        assertApplied(zone, Change.pointTo(pointer, host, Ttl.DEFAULT));
        assertStands(zone, pointer, PTR, "vm1.example.test");
        assertNoop(zone, Change.pointTo(pointer, host, Ttl.DEFAULT));
        assertNoop(zone, Change.removePointers(pointer, Set.of(DnsName.parse("other.example.test"))));
        assertApplied(zone, Change.removePointers(pointer, Set.of(host)));
        assertGone(zone, pointer, PTR);
    }

    private Ttl clamped(Ttl ttl) {
        return ttl.within(
                dns().capabilities().shortestTtl(), dns().capabilities().longestTtl());
    }
}
