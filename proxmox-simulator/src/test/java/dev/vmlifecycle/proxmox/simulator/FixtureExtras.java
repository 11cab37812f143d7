package dev.vmlifecycle.proxmox.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Steps only a few fixtures need; most reach into the world where no operator would. */
final class FixtureExtras {

    private static final String LIFECYCLE =
            "VM.Allocate,VM.Clone,VM.Audit,VM.Config.Disk,VM.Config.CPU,VM.Config.Memory,VM.Config.Network,VM.Config.Options,"
                    + "VM.Config.Cloudinit,VM.Config.HWType,VM.Config.CDROM,VM.PowerMgmt,VM.Migrate,VM.Snapshot,"
                    + "VM.Snapshot.Rollback,VM.Backup,Datastore.AllocateSpace,Datastore.Audit";

    private final Api api;
    private final FixtureSteps steps;

    FixtureExtras(Api api, FixtureSteps steps) {
        this.api = api;
        this.steps = steps;
    }

    void run(String name, List<String> words) {
        String a = words.size() > 1 ? words.get(1) : "";
        String b = words.size() > 2 ? words.get(2) : "";
        String c = words.size() > 3 ? words.get(3) : "";
        switch (name) {
            case "plain" -> notTemplate(Integer.parseInt(a));
            case "role" -> role("Lifecycle", LIFECYCLE);
            case "secret" -> secret(a, b, c.equals("1"));
            case "lifecycle" -> lifecycle();
            case "user" -> user(a, b, c);
            case "dropdisk" -> world(world -> world.volumes.find("pve1", a).ifPresent(world.volumes::remove));
            case "refused" -> api.call(a, b, Map.of(c.substring(0, c.indexOf('=')), c.substring(c.indexOf('=') + 1)));
            case "lists" -> api.pass(java.time.Duration.ofSeconds(10));
            case "only" -> only(Texts.list(a));
            case "kill" -> kill();
            case "grow" -> resize(Integer.parseInt(a), b);
            default -> more(name, a, b);
        }
    }

    private void more(String name, String a, String b) {
        switch (name) {
            case "failedrestore" -> failedRestore(Integer.parseInt(a));
            case "plainbackup" -> plainBackup(Integer.parseInt(a), java.time.Instant.parse(b));
            case "digest" -> digest(Integer.parseInt(a), b);
            case "demo" -> demo(Integer.parseInt(a));
            case "failedtasks" -> failedTasks(a);
            case "booted" -> world(world -> world.state.bootMs = world.now() - Long.parseLong(a));
            case "shrunk" ->
                world(world -> world.volumes
                        .find("pve1", "local:220/vm-220-disk-0.qcow2")
                        .orElseThrow()
                        .size = 4L << 30);
            case "unused" -> unused(Integer.parseInt(a), b);
            default -> throw new IllegalStateException("step: " + name + " (expected: a known one)");
        }
    }

    private void world(java.util.function.Consumer<World> change) {
        api.simulator.touch(world -> {
            change.accept(world);
            return true;
        });
    }

    private void notTemplate(int vmid) {
        world(world -> {
            Vm vm = world.vm(vmid).orElseThrow();
            vm.config.remove("template");
            vm.drives()
                    .forEach((key, drive) -> world.volumes
                            .find(vm.node, drive.volume())
                            .ifPresent(volume -> {
                                world.volumes.rename(volume, volume.name.replace("base-", "vm-"));
                                vm.config.put(
                                        key, drive.withVolume(volume.volid()).print());
                            }));
        });
    }

    private void role(String role, String privileges) {
        world(world -> world.state.access.roles.put(role, new TreeSet<>(Texts.list(privileges))));
    }

    private void secret(String user, String token, boolean separated) {
        world(world -> {
            AccessState.Token made = new AccessState.Token();
            made.secret = Api.SECRET;
            made.privsep = separated;
            world.state.access.user(user).tokens.put(token, made);
        });
    }

    private void lifecycle() {
        role("Lifecycle", LIFECYCLE + ",SDN.Use");
        secret("api@pve", "sdk", false);
        world(world -> world.state.access.acl.add(AccessState.Acl.of("/", "user", "api@pve", "Lifecycle")));
    }

    private void user(String user, String token, String privileges) {
        role("Few", privileges);
        secret(user, token, false);
        world(world -> world.state.access.acl.add(AccessState.Acl.of("/", "user", user, "Few")));
    }

    private void only(List<String> vmids) {
        api.simulator.operator().delete(9100);
        for (String vmid : vmids) {
            if (!vmid.equals("9000") && !vmid.equals("778")) {
                steps.run("clone " + vmid + names(vmid));
            }
        }
        steps.run("diskless 778");
        api.pass(java.time.Duration.ofSeconds(20));
    }

    private static String names(String vmid) {
        return switch (vmid) {
            case "201" -> " name=renamed full=1";
            case "210" -> " name=linked1 full=0";
            case "211" -> " name=linked2 full=0";
            default -> " full=1";
        };
    }

    private void kill() {
        String upid = steps.substitutes.getOrDefault("UPID", "");
        api.call("DELETE", "/nodes/pve1/tasks/" + upid);
    }

    private void resize(int vmid, String size) {
        api.await(api.call("PUT", "/nodes/pve1/qemu/" + vmid + "/resize", "disk", "scsi0", "size", size)
                .data()
                .asText());
    }

    private void failedRestore(int vmid) {
        String archive = api.simulator.world().volumesOf(220).stream()
                .filter(volume -> volume.content().equals("backup"))
                .findFirst()
                .orElseThrow()
                .volid();
        api.await(api.call("POST", "/nodes/pve1/qemu", "vmid", "" + vmid, "archive", archive, "storage", "nostore")
                .data()
                .asText());
    }

    private void plainBackup(int vmid, java.time.Instant at) {
        world(world ->
                BackupProgram.archive(world, world.cluster.storage("local"), "pve1", vmid, at.getEpochSecond(), "vma"));
    }

    private void digest(int vmid, String exchange) {
        String body = steps.exchange(exchange)
                .json()
                .path("request")
                .path("params")
                .path("digest")
                .asText();
        steps.substitutes.put(body, api.vm(vmid).digest());
    }

    private void demo(int vmid) {
        steps.run("diskless " + vmid);
        world(world -> {
            Vm vm = world.vm(vmid).orElseThrow();
            vm.config.putAll(Map.of("name", "demo.example.com", "memory", "64", "serial0", "socket", "vga", "serial0"));
            Volume disk = world.volumes.add(
                    world.cluster.storage("local"),
                    "pve1",
                    vmid,
                    vmid + "/vm-" + vmid + "-disk-0.qcow2",
                    "qcow2",
                    1L << 30);
            vm.config.put("scsi0", disk.volid() + ",size=1G");
            vm.config.put("boot", "order=scsi0");
        });
    }

    private void failedTasks(String vmid) {
        for (int i = 0; i < 4; i++) {
            api.await(api.call("PUT", "/nodes/pve1/qemu/" + vmid + "/resize", "disk", "scsi9", "size", "2G")
                    .data()
                    .asText());
        }
    }

    private void unused(int vmid, String volid) {
        world(world -> {
            Vm vm = world.vm(vmid).orElseThrow();
            String name = volid.substring(volid.indexOf(':') + 1);
            world.volumes.add(world.cluster.storage("local"), vm.node, vmid, name, "raw", 1L << 30);
            vm.config.put("unused0", volid);
        });
    }
}
