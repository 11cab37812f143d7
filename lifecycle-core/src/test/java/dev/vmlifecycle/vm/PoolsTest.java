package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.ip.PoolUsage;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools as hosts and administrators see them: how full, which address for whom, what was there before us. */
class PoolsTest extends FailureModes {
    private static final Actor ADMIN = Actor.of("admin", "old panel");

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    private static DeployRequest naming(String key, String... addresses) {
        PackageSpec pkg = plain().toBuilder().ipv4(2).ipv6(1).build();
        return order(key, pkg)
                .addresses(List.of(addresses).stream().map(PoolsTest::ip).toList());
    }

    private static void refused(String why, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        VmException.class, e -> assertThat(e.code()).isEqualTo(VmException.Code.ADDRESS_UNAVAILABLE))
                .hasMessageContaining(why);
    }

    @Test
    void usage_countsHeldAndQuarantinedOnes() {
        host.deploy(order("1", plain().toBuilder().ipv4(3).ipv6(2).build()));
        world.settle(host);
        host.changePackage(VmKey.of("1"), plain().toBuilder().ipv4(1).ipv6(2).build());
        host.tick(Budget.of(Duration.ofMinutes(5)));

        assertThat(host.poolUsage())
                .containsExactly(
                        new PoolUsage("v4", BigInteger.valueOf(253), 1, 2),
                        new PoolUsage("v6", BigInteger.TWO.pow(64).subtract(BigInteger.TWO), 2, 0));
        assertThat(host.poolUsage().get(0).free()).isEqualTo(250);

        world.clock.advance(Duration.ofMinutes(15));
        assertThat(host.poolUsage().get(0).free()).isEqualTo(252);
    }

    @Test
    void namedAddresses_areThoseTheVmGets_inThatOrder() {
        host.deploy(naming("1", "192.0.2.77", "192.0.2.66", "2001:db8::77"));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(addresses("1")).containsExactly("192.0.2.77", "192.0.2.66", "2001:db8::77");
        assertThat(remote(5000).config().get("ipconfig0")).contains("192.0.2.77/24", "2001:db8::77/64");
        host.deploy(naming("1", "192.0.2.77", "192.0.2.66", "2001:db8::77"));

        host.changePackage(VmKey.of("1"), plain());
        world.settle(host);
        assertThat(addresses("1")).containsExactly("192.0.2.77");
    }

    @Test
    void namedAddress_andOthersUpToThePackagesNumber() {
        host.deploy(naming("1", "192.0.2.77"));
        world.settle(host);

        assertThat(addresses("1")).containsExactly("192.0.2.77", "192.0.2.2", "2001:db8::2");
    }

    @Test
    void namedAddress_thatIsTakenOutsideOrOneTooMany_isRefusedAtTheDoor() {
        host.deploy(naming("1", "192.0.2.77"));
        world.settle(host);

        refused("held by vm 1", () -> host.deploy(naming("2", "192.0.2.77")));
        refused("in none of pools", () -> host.deploy(naming("2", "198.51.100.7")));
        refused("in none of pools", () -> host.deploy(naming("2", "192.0.2.1")));
        refused("at most 1", () -> host.deploy(naming("2", "2001:db8::5", "2001:db8::6")));
        assertThatThrownBy(() -> naming("2", "192.0.2.7", "192.0.2.7")).hasMessageContaining("each once");
        assertThat(host.get(VmKey.of("2"))).isEmpty();
    }

    @Test
    void namedAddress_takenBetweenDoorAndStep_waitsForItsHolder() {
        host.deploy(naming("2", "192.0.2.77"));
        host.importAddresses(List.of(new HeldAddress(VmKey.of("other"), "v4", ip("192.0.2.77"))), ADMIN);
        host.tick(Budget.of(Duration.ofMinutes(1)));

        assertThat(view("2").state()).isEqualTo("creation");
        assertThat(trouble("2")).startsWith("CAPACITY").contains("192.0.2.77", "held by other");
        assertThat(addresses("2")).isEmpty();
    }

    @Test
    void namedAddress_inQuarantine_comesWhenThatIsOver() {
        host.deploy(naming("1", "192.0.2.77"));
        world.settle(host);
        host.terminate(VmKey.of("1"));
        host.tick(Budget.of(Duration.ofMinutes(2)));
        host.deploy(naming("2", "192.0.2.77"));
        host.tick(Budget.of(Duration.ofMinutes(2)));
        assertThat(trouble("2")).contains("in quarantine until");

        world.settle(host);

        assertThat(addresses("2")).startsWith("192.0.2.77");
    }

    @Test
    void importedAddresses_areGivenToNobodyElse_andConflictsAreTold() {
        deployed("1");
        VmKey old = VmKey.of("old");
        List<HeldAddress> list = List.of(
                new HeldAddress(old, "v4", ip("192.0.2.3")),
                new HeldAddress(old, "v4", ip("192.0.2.2")),
                new HeldAddress(old, "v4", ip("198.51.100.2")),
                new HeldAddress(VmKey.of("1"), "v4", ip("192.0.2.9")),
                new HeldAddress(VmKey.of("1"), "v4", ip("192.0.2.2")));

        List<AddressImport> done = host.importAddresses(list, ADMIN);

        assertThat(done)
                .extracting(AddressImport::outcome)
                .containsExactly(
                        AddressImport.Outcome.IMPORTED,
                        AddressImport.Outcome.HELD_BY_ANOTHER,
                        AddressImport.Outcome.OUTSIDE,
                        AddressImport.Outcome.IMPORTED,
                        AddressImport.Outcome.ALREADY_HELD);
        assertThat(done.stream().filter(AddressImport::isConflict))
                .extracting(AddressImport::holder)
                .containsExactly("1", "");
        assertThat(host.importAddresses(list, ADMIN).get(0).outcome()).isEqualTo(AddressImport.Outcome.ALREADY_HELD);
        assertThat(addresses("1")).containsExactly("192.0.2.2", "192.0.2.9");
        assertThat(host.events(VmKey.of("1"), 0))
                .anyMatch(event -> event.type().equals("addresses_imported")
                        && event.text().equals("[192.0.2.9, 192.0.2.2] by admin (old panel)"));
        deployed("2");
        assertThat(addresses("2")).containsExactly("192.0.2.4");
        assertThatThrownBy(() -> host.importAddresses(List.of(new HeldAddress(old, "v9", ip("192.0.2.5"))), ADMIN))
                .hasMessageContaining("pool: v9");
    }

    @Test
    void importedAddresses_ofAKeyThatIsDeployedLater_areItsOwn() {
        host.importAddresses(List.of(new HeldAddress(VmKey.of("1"), "v4", ip("192.0.2.30"))), ADMIN);

        deployed("1");

        assertThat(addresses("1")).containsExactly("192.0.2.30");
    }

    @Test
    void importedAddresses_goWithTheirVm() {
        deployed("1");
        host.importAddresses(List.of(new HeldAddress(VmKey.of("1"), "v4", ip("192.0.2.30"))), ADMIN);

        host.terminate(VmKey.of("1"));
        host.tick(Budget.of(Duration.ofMinutes(5)));

        assertThat(host.poolUsage().get(0).quarantined()).isEqualTo(2);
    }
}
