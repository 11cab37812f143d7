package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenSettings;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserSettings;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.proxmox.simulator.bridge.SimulatorTransport;
import dev.vmlifecycle.vm.Finding.Code;
import dev.vmlifecycle.vm.Finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What preflight tells before anything is made: each with a code, a severity and a remedy. */
class PreflightTest extends FailureModes {

    private static DeployRequest on(Placement place) {
        return on(place, plain());
    }

    private static DeployRequest on(Placement place, PackageSpec pkg) {
        return DeployRequest.of(VmKey.of("1"), "vm1.example.com", pkg, place);
    }

    private static Placement place() {
        return VmWorld.onto("pve1", CloneMode.FULL);
    }

    private List<Code> codes(DeployRequest request) {
        return host.preflight(request).stream().map(Finding::code).toList();
    }

    private void firewall(String key, String value) {
        world.client().request(RawRequest.put("/cluster/firewall/options").param(key, value));
    }

    @Test
    void soundPlace_hasNoErrors_andNothingIsWritten() {
        world.sim.requests().clear();

        assertThat(codes(on(place()))).containsExactly(Code.FIREWALL_OFF);
        assertThat(host.preflight(on(place())).get(0).severity()).isEqualTo(Severity.WARNING);

        assertThat(world.sim.requests().writes()).isEmpty();
        assertThat(host.plan(on(place())).having(Impact.REFUSED)).isEmpty();
    }

    @Test
    void firewallBaseline_isToldUntilSomethingDenies() {
        firewall("enable", "1");
        firewall("policy_in", "ACCEPT");
        assertThat(codes(on(place()))).containsExactly(Code.FIREWALL_ACCEPTS);

        firewall("policy_in", "DROP");
        assertThat(codes(on(place()))).isEmpty();

        firewall("ebtables", "0");
        assertThat(codes(on(place()))).containsExactly(Code.FIREWALL_NO_MAC_FILTER);
        assertThat(codes(on(
                        place(),
                        plain().toBuilder().firewall(FirewallSpec.off()).build())))
                .isEmpty();
    }

    @Test
    void templateWithoutItsParts_isTold() {
        world.sim.operator().unset(VmWorld.TEMPLATE, "agent");
        world.sim.operator().unset(VmWorld.TEMPLATE, "ide2");
        world.sim.operator().unset(VmWorld.TEMPLATE, "net0");
        world.sim.operator().set(VmWorld.TEMPLATE, "template", "0");
        PackageSpec tiny = plain().toBuilder().systemDisk(ByteSize.ofGiB(1)).build();

        assertThat(codes(on(place(), tiny)))
                .containsExactly(
                        Code.TEMPLATE_NOT_ONE,
                        Code.TEMPLATE_NO_NIC,
                        Code.TEMPLATE_NO_AGENT,
                        Code.TEMPLATE_NO_CLOUD_INIT,
                        Code.TEMPLATE_LARGER,
                        Code.FIREWALL_OFF);

        world.sim.operator().unset(VmWorld.TEMPLATE, "boot");
        world.sim.operator().unset(VmWorld.TEMPLATE, "scsi0");
        assertThat(codes(on(place()))).contains(Code.TEMPLATE_NO_DISK);
    }

    @Test
    void placeThatCannotWork_isToldWithItsRemedy() {
        Placement odd = new Placement(
                "ams1",
                NodeName.of("pve1"),
                place().templates(),
                CloneMode.FULL,
                dev.vmlifecycle.proxmox.StorageId.of("nowhere"),
                new Placement.Net("vmbr9", Optional.of(VlanTag.of(7))),
                List.of("v4"),
                new Placement.VmidRange(
                        dev.vmlifecycle.proxmox.Vmid.of(VmWorld.TEMPLATE),
                        dev.vmlifecycle.proxmox.Vmid.of(VmWorld.TEMPLATE)));
        PackageSpec pkg =
                plain().toBuilder().ipv6(1).memory(ByteSize.ofGiB(999)).build();

        assertThat(codes(on(odd, pkg)))
                .contains(
                        Code.POOLS_SHORT,
                        Code.VMIDS_TAKEN,
                        Code.NODE_NO_MEMORY,
                        Code.STORAGE_UNUSABLE,
                        Code.BRIDGE_MISSING);
        assertThat(host.preflight(on(odd, pkg)))
                .allSatisfy(one -> assertThat(one.remedy()).isNotBlank());
        world.sim.operator().nodeDown("pve2");
        assertThat(codes(on(VmWorld.onto("pve2", CloneMode.FULL)))).contains(Code.NODE_OFFLINE);
    }

    @Test
    void storageWithoutSpace_isAWarning() {
        PackageSpec huge =
                plain().toBuilder().systemDisk(ByteSize.ofGiB(900_000)).build();

        assertThat(host.preflight(on(place(), huge)))
                .filteredOn(one -> one.code() == Code.STORAGE_FULL)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void candidate_thatDoesNotFit_isAWarningWhileAnotherDoes() {
        Placement either =
                VmWorld.onto("pve1", CloneMode.LINKED).amongst(List.of(NodeName.of("pve2"), NodeName.of("pve1")));
        assertThat(host.preflight(on(either)))
                .filteredOn(one -> one.code() == Code.LINKED_CLONE_STUCK)
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));

        Placement none = VmWorld.onto("pve1", CloneMode.LINKED).amongst(List.of(NodeName.of("pve2")));
        assertThat(host.preflight(on(none))).anyMatch(one -> one.code() == Code.LINKED_CLONE_STUCK && one.isError());
    }

    @Test
    void tokenWithoutRights_isToldWhichAndWhere() {
        UserId user = UserId.of("panel@pve");
        world.client().access().createUser(user, UserSettings.none());
        Secret secret = world.client()
                .access()
                .createToken(
                        TokenId.parse("panel@pve!tok"), TokenSettings.none().separated(false))
                .secret();
        grant("/vms", "PVEVMUser");
        VmLifecycle weak =
                world.builder().cluster("ams1", client("panel@pve!tok", secret)).build();

        List<Finding> findings = weak.preflight(on(place()));

        assertThat(findings)
                .filteredOn(one -> one.code() == Code.PRIVILEGE_MISSING)
                .extracting(Finding::subject)
                .contains("token on /vms/9000", "token on /vms/5000", "token on /storage/local");
        assertThat(findings)
                .filteredOn(one -> one.subject().equals("token on /vms/9000"))
                .extracting(Finding::problem)
                .containsExactly("lacks [VM.Clone]");
        assertThat(findings).anyMatch(one -> one.code() == Code.PRIVILEGE_ADVISABLE);
        assertThat(findings)
                .anyMatch(one -> one.code() == Code.UNREADABLE && one.subject().equals("cluster firewall"));
    }

    private void grant(String path, String role) {
        world.client()
                .request(RawRequest.put("/access/acl")
                        .param("path", path)
                        .param("roles", role)
                        .param("users", "panel@pve"));
    }

    private ProxmoxClient client(String token, Secret secret) {
        return ProxmoxClient.builder()
                .transport(new SimulatorTransport(world.sim, world.clock))
                .auth(ApiToken.of(token, secret))
                .clock(world.clock)
                .build();
    }
}
