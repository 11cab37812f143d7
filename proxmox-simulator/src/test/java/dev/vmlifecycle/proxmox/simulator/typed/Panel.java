package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.Aliases;
import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.CallListener;
import dev.vmlifecycle.proxmox.CallReport;
import dev.vmlifecycle.proxmox.ClusterFirewall;
import dev.vmlifecycle.proxmox.Credentials;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.FirewallRules;
import dev.vmlifecycle.proxmox.IpSets;
import dev.vmlifecycle.proxmox.Node;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.NodeStorage;
import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.RawRequest;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.SecurityGroups;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenSettings;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserSettings;
import dev.vmlifecycle.proxmox.backup.BackupJobRequest;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupSelection;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.config.AgentOptions;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.qemu.FullClone;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotRequest;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.PveVersion;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.simulator.bridge.SimulatorTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A furnished cluster, a client joined to it in process, and their clock. Guest 100 runs with an agent, 101 is stopped and has a second
 * disk, a snapshot and a backup, 102 is managed by HA; 9000 is the template.
 */
final class Panel implements CallListener {

    static final NodeName PVE1 = NodeName.of("pve1");
    static final StorageId LOCAL = StorageId.of("local");
    static final Vmid RUNNING = Vmid.of(100);
    static final Vmid STOPPED = Vmid.of(101);
    static final Vmid FREE = Vmid.of(300);
    static final UserId USER = UserId.of("panel@pve");
    static final TokenId TOKEN = TokenId.parse("panel@pve!bot");
    static final SnapshotName SNAPSHOT = SnapshotName.of("s1");
    static final PoolId POOL = PoolId.of("customer");
    static final HaResourceId MANAGED = HaResourceId.of("vm:102");

    private static final Secret ROOT_PASSWORD = Secret.of("rootpw");

    final PveSimulator simulator;
    final ProxmoxClient client;
    final VolumeId backup;
    final List<CallReport> reports = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T15:00:03Z");
    private final int furnished;

    Panel(PveVersion version) throws InterruptedException {
        StorageSpec local = StorageSpec.dir("local");
        simulator = PveSimulator.builder()
                .version(version)
                .storages(local, StorageSpec.dir("second").holding("images"), StorageSpec.nfs("shared1"))
                .templates(TemplateSpec.of(9000, "pve1", local))
                .guest(GuestBehaviour.recorded().withAgent())
                .user("root@pam", ROOT_PASSWORD.reveal())
                .build();
        client = client(ApiToken.of("root@pam!sim", Secret.of(PveSimulator.Builder.DEFAULT_SECRET)));
        furnishGuests();
        backup = VolumeId.of(simulator.operator().addBackup("local", "pve1", 101, now, false));
        furnishAccess();
        furnishCluster();
        furnishFirewall();
        pass(Duration.ofMinutes(2));
        furnished = simulator.world().tasks().size();
        reports.clear();
    }

    private ProxmoxClient client(Credentials credentials) {
        return ProxmoxClient.builder()
                .host("pve1")
                .auth(credentials)
                .clock(() -> now)
                .transport(new SimulatorTransport(simulator, () -> now, this::pass))
                .listener(this)
                .build();
    }

    /** Root with a password instead of a token: some calls are refused to every token. */
    ProxmoxClient withPassword() {
        return client(PasswordLogin.of("root@pam", ROOT_PASSWORD));
    }

    private void furnishGuests() throws InterruptedException {
        Qemu template = node().qemu(Vmid.of(9000));
        await(template.clone(LinkedClone.to(RUNNING).name("web.example.com")));
        await(template.clone(FullClone.to(STOPPED).name("db.example.com")));
        running()
                .update(ConfigUpdate.builder().agent(AgentOptions.enabled(true)).build());
        simulator.operator().set(101, "agent", "1");
        await(running().start());
        await(stopped()
                .updateAsync(ConfigUpdate.builder()
                        .disk("scsi1", Disk.parse("local:1,format=qcow2"))
                        .build()));
        await(stopped().snapshots().create(SnapshotRequest.of(SNAPSHOT)));
        simulator.operator().createForeign(102, "pve1", "managed");
    }

    private void furnishAccess() {
        client.access().createUser(USER, Secret.of("oldpassword"), UserSettings.none());
        client.access().createToken(TOKEN, TokenSettings.none());
        client.access().createRole("Some", List.of("VM.Audit"));
        client.pools().create(POOL);
    }

    private void furnishCluster() {
        client.cluster().ha().add(MANAGED, HaSettings.none());
        client.cluster()
                .backupJobs()
                .create(BackupJobRequest.of("02:00", BackupSelection.guests(STOPPED), BackupOptions.to(LOCAL))
                        .id("nightly"));
    }

    private void furnishFirewall() {
        client.cluster().firewall().groups().create("web");
        client.cluster().firewall().groups().rules("web").create(NewRule.in(FirewallPolicy.ACCEPT));
        client.cluster().firewall().rules().create(NewRule.in(FirewallPolicy.ACCEPT));
        client.cluster().firewall().ipSets().create("some");
        client.cluster().firewall().ipSets().add("some", IpSetEntry.of("192.0.2.1"));
        client.cluster().firewall().aliases().create("office", "192.0.2.0/24");
        stopped().firewall().rules().create(NewRule.in(FirewallPolicy.ACCEPT));
        stopped().firewall().ipSets().create("some");
        stopped().firewall().ipSets().add("some", IpSetEntry.of("192.0.2.1"));
        stopped().firewall().aliases().create("office", "192.0.2.0/24");
    }

    Node node() {
        return client.node(PVE1);
    }

    NodeStorage storage() {
        return node().storage(LOCAL);
    }

    Qemu running() {
        return node().qemu(RUNNING);
    }

    Qemu stopped() {
        return node().qemu(STOPPED);
    }

    Qemu template() {
        return node().qemu(Vmid.of(9000));
    }

    /** A guest that shares nothing with the template and may go anywhere. */
    Qemu fresh() throws InterruptedException {
        await(template().clone(FullClone.to(Vmid.of(110))));
        return node().qemu(Vmid.of(110));
    }

    Qemu paused() throws InterruptedException {
        await(running().suspend());
        return running();
    }

    Qemu stoppedWithoutSnapshot() throws InterruptedException {
        await(stopped().snapshots().delete(SNAPSHOT));
        return stopped();
    }

    /** A volume nobody's configuration names would be a leftover. */
    void attach(VolumeId volume) {
        stopped().update(ConfigUpdate.builder().set("scsi2", volume.toString()).build());
    }

    /** A file in the running guest. */
    String written() {
        running().agent().writeFile("/etc/motd", Secret.of("hello"));
        return "/etc/motd";
    }

    /** The client has no call that makes a group. */
    List<String> group() {
        client.request(RawRequest.post("/access/groups").param("groupid", "staff"));
        return List.of("staff");
    }

    PoolId nestedPool() {
        PoolId nested = PoolId.of("customer/web");
        client.pools().create(nested);
        return nested;
    }

    Digest managedDigest() {
        return client.cluster().ha().resource(MANAGED).digest().orElseThrow();
    }

    List<FirewallRules> rules() {
        ClusterFirewall cluster = client.cluster().firewall();
        return List.of(
                stopped().firewall().rules(), cluster.rules(), cluster.groups().rules("web"));
    }

    SecurityGroups emptyGroup() {
        client.cluster().firewall().groups().rules("web").delete(0);
        return client.cluster().firewall().groups();
    }

    List<IpSets> ipSets() {
        return List.of(
                stopped().firewall().ipSets(), client.cluster().firewall().ipSets());
    }

    List<IpSets> emptySets() {
        ipSets().forEach(sets -> sets.remove("some", "192.0.2.1"));
        return ipSets();
    }

    List<Aliases> aliases() {
        return List.of(
                stopped().firewall().aliases(), client.cluster().firewall().aliases());
    }

    void await(ProxmoxTask task) throws InterruptedException {
        task.await(Duration.ofMinutes(10), this::pass, status -> {});
    }

    void pass(Duration time) {
        now = now.plus(time);
        simulator.advanceTo(now);
    }

    /** Tasks begun since the world was furnished. */
    List<WorldSnapshot.TaskView> tasks() {
        List<WorldSnapshot.TaskView> all = simulator.world().tasks();
        return all.subList(furnished, all.size());
    }

    @Override
    public void ended(CallReport report) {
        reports.add(report);
    }
}
