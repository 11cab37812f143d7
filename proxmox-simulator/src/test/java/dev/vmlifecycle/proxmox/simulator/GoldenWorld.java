package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import java.util.List;
import java.util.Map;

/** Puts a simulator into the state a recorded pipeline started from, read from the pipeline's own first answers. */
final class GoldenWorld {

    private final Golden golden;
    private final Api api;

    private GoldenWorld(Golden golden, Api api) {
        this.golden = golden;
        this.api = api;
    }

    /** The recorded cluster: two nodes, directory storages only. */
    static PveSimulator.Builder cluster(BridgeSpec other) {
        return cluster(List.of(BridgeSpec.uplinked("vmbr0"), other), other);
    }

    static PveSimulator.Builder cluster(List<BridgeSpec> ofPve1, BridgeSpec other) {
        BridgeSpec first = BridgeSpec.uplinked("vmbr0");
        NodeSpec.Cores two = new NodeSpec.Cores(2);
        StorageSpec local = StorageSpec.dir("local");
        StorageSpec shared = StorageSpec.dir("shared1").shared(true).holding("images", "rootdir", "backup");
        return PveSimulator.builder()
                .clusterName("rig")
                .token("root@pam!rig", Api.SECRET)
                .nodes(
                        NodeSpec.named("pve1")
                                .bridges(ofPve1.toArray(BridgeSpec[]::new))
                                .cores(two),
                        NodeSpec.named("pve2").bridges(first, other).cores(two))
                .storages(
                        local,
                        StorageSpec.dir("second").holding("images", "rootdir"),
                        StorageSpec.dir("onlypve1").holding("images", "rootdir").on("pve1"),
                        StorageSpec.dir("onlypve2").holding("images", "rootdir").on("pve2"),
                        shared)
                .templates(
                        TemplateSpec.of(9000, "pve1", local).named("tmpl1"),
                        TemplateSpec.of(9100, "pve1", shared).named("shtmpl").sized(1, 512));
    }

    static Api before(Golden golden, BridgeSpec second) {
        PveSimulator simulator = cluster(second).build();
        Api api = new Api(simulator, "root@pam!rig");
        simulator.operator().set(9000, "description", "json body");
        simulator.operator().set(9000, "meta", "creation-qemu=7.2.22,ctime=1795442204");
        GoldenWorld world = new GoldenWorld(golden, api);
        boolean clones = golden.exchanges().stream().anyMatch(exchange -> exchange.is("POST", "/clone"));
        if (!clones) {
            world.addVm();
            world.addFirewall();
            world.addBackups();
        }
        simulator.advanceTo(Api.START);
        return api;
    }

    private void addVm() {
        Golden.Exchange read = firstView();
        JsonNode data = read.body().path("data");
        int vmid = vmid(read);
        boolean running = firstStatus().equals("running");
        api.simulator.touch(world -> {
            Vm vm = Vm.of(vmid, read.path().split("/", -1)[2], GuestBehaviour.recorded());
            if (data.isArray()) {
                data.forEach(row -> view(vm, row));
            } else {
                data.properties()
                        .forEach(entry ->
                                vm.config.put(entry.getKey(), entry.getValue().asText()));
            }
            vm.config.remove("digest");
            waitingFromBefore(vm);
            for (Map.Entry<String, DriveSpec> drive : vm.drives().entrySet()) {
                volume(world, vm, drive.getValue());
            }
            vm.running = running;
            if (running) {
                CloudinitCalls.generate(vm);
            }
            vm.startedMs = Api.START.toEpochMilli();
            world.addVm(vm);
            return vm;
        });
    }

    /** One row of a read that shows what waits, too. */
    private static void view(Vm vm, JsonNode row) {
        String key = row.path("key").asText();
        if (row.has("value")) {
            vm.config.put(key, row.path("value").asText());
        }
        if (row.has("pending")) {
            vm.pending.put(key, row.path("pending").asText());
        }
        if (row.has("delete")) {
            vm.deletes.add(key);
        }
    }

    /** A deletion that waits although no call of the pipeline asked for it was there before. */
    private void waitingFromBefore(Vm vm) {
        golden.exchanges().stream()
                .filter(exchange -> exchange.is("GET", "/pending"))
                .findFirst()
                .ifPresent(exchange -> exchange.body().path("data").forEach(row -> {
                    revertedLater(vm, row);
                    boolean ours = golden.exchanges().stream()
                            .anyMatch(call -> call.params()
                                    .getOrDefault("delete", "")
                                    .contains(row.path("key").asText()));
                    if (row.has("delete") && !ours) {
                        view(vm, row);
                    }
                }));
    }

    /** What the pipeline reverts before it looks at what waits: the plain read showed the waiting value, this row the running one. */
    private void revertedLater(Vm vm, JsonNode row) {
        String key = row.path("key").asText();
        boolean reverted = golden.exchanges().stream()
                .limit(2)
                .anyMatch(call -> call.params().getOrDefault("revert", "").equals(key));
        if (reverted) {
            vm.pending.put(key, vm.config.getOrDefault(key, ""));
            vm.config.put(key, row.path("value").asText());
        }
    }

    /** The first look at the VM, plain or with what waits. */
    private Golden.Exchange firstView() {
        return golden.exchanges().stream()
                .filter(exchange ->
                        exchange.status() == 200 && (exchange.is("GET", "/config") || exchange.is("GET", "/pending")))
                .findFirst()
                .orElseThrow();
    }

    private static void volume(World world, Vm vm, DriveSpec drive) {
        String storage = drive.volume().substring(0, drive.volume().indexOf(':'));
        String name = drive.volume().substring(storage.length() + 1);
        long bytes = DiskSize.bytes(drive.options().getOrDefault("size", "4M"));
        String format = name.substring(name.lastIndexOf('.') + 1);
        Volume volume = world.volumes.add(world.cluster.storage(storage), vm.node, vm.vmid, name, format, bytes);
        if (name.contains("base-")) {
            volume.parent = name.substring(0, name.indexOf("/" + vm.vmid + "/"));
        }
    }

    /** A pipeline that never asks is about a running VM. */
    private String firstStatus() {
        return golden.exchanges().stream()
                .filter(exchange -> exchange.is("GET", "/status/current") && exchange.status() == 200)
                .map(exchange -> exchange.body().path("data").path("status").asText())
                .findFirst()
                .orElse("running");
    }

    private void addFirewall() {
        for (Golden.Exchange exchange : golden.exchanges()) {
            if (exchange.is("GET", "/firewall/options") && exchange.status() == 200) {
                JsonNode options = exchange.body().path("data");
                api.simulator.touch(world -> {
                    FirewallFile file = world.firewallForWriting(vmid(exchange));
                    options.properties()
                            .forEach(entry -> file.options.put(
                                    entry.getKey(), entry.getValue().asText()));
                    file.options.remove("digest");
                    return file;
                });
                break;
            }
        }
        for (Golden.Exchange exchange : golden.exchanges()) {
            if (exchange.is("GET", "/firewall/ipset/ipfilter-net0") && exchange.status() == 200) {
                api.simulator.touch(world -> {
                    FirewallFile.IpSet set = new FirewallFile.IpSet();
                    exchange.body().path("data").forEach(row -> {
                        FirewallFile.Entry entry = new FirewallFile.Entry();
                        entry.cidr = row.path("cidr").asText();
                        set.entries.add(entry);
                    });
                    world.firewallForWriting(vmid(exchange)).ipsets.put("ipfilter-net0", set);
                    return set;
                });
                break;
            }
        }
    }

    private void addBackups() {
        for (Golden.Exchange exchange : golden.exchanges()) {
            if (exchange.is("GET", "/content") && exchange.params().containsKey("content")) {
                String storage = exchange.path().split("/", -1)[4];
                exchange.body()
                        .path("data")
                        .forEach(row -> api.simulator
                                .operator()
                                .addBackup(
                                        storage,
                                        "pve1",
                                        row.path("vmid").asInt(),
                                        java.time.Instant.ofEpochSecond(
                                                row.path("ctime").asLong()),
                                        row.path("protected").asInt() == 1));
            }
        }
    }

    private static int vmid(Golden.Exchange exchange) {
        return Integer.parseInt(exchange.path().split("/", -1)[4]);
    }
}
