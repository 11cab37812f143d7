package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** State of one VM; plain fields, stored as JSON. */
final class Vm {

    static final long NEVER = -1;

    int vmid;
    String node = "";
    TreeMap<String, String> config = new TreeMap<>();
    TreeMap<String, String> pending = new TreeMap<>();
    TreeSet<String> deletes = new TreeSet<>();
    /** Cloud-init values on the generated image; meaningful once {@link #imageMade}. */
    TreeMap<String, String> image = new TreeMap<>();

    boolean imageMade;
    boolean running;
    boolean paused;
    long startedMs;
    int pid;
    /** Milliseconds from the power button to power off, or {@link #NEVER}. */
    long powersOffAfterMs = NEVER;

    boolean releasesDevices;
    /** Whether a guest agent runs in the guest. */
    boolean agentAnswers;

    /** What every command run by the agent prints. */
    String agentOutput = "";

    boolean frozen;
    TreeMap<Integer, String> commands = new TreeMap<>();
    /** Files the agent wrote, by path; one character for one byte. */
    TreeMap<String, String> files = new TreeMap<>();

    Traffic traffic = Traffic.idle();
    TreeMap<String, Snapshot> snapshots = new TreeMap<>();
    /** When the guest powers off by itself, or {@link #NEVER}. */
    long offAtMs = NEVER;
    /** NICs that a refused hot-plug took off their bridge. */
    TreeSet<String> offBridge = new TreeSet<>();
    /** NICs whose link a refused hot-plug left down. */
    TreeSet<String> linkDown = new TreeSet<>();

    static Vm of(int vmid, String node, GuestBehaviour guest) {
        Vm vm = new Vm();
        vm.vmid = vmid;
        vm.node = node;
        vm.guest(guest);
        return vm;
    }

    void guest(GuestBehaviour guest) {
        powersOffAfterMs =
                guest.powersOffAfter().map(java.time.Duration::toMillis).orElse(NEVER);
        releasesDevices = guest.releasesDevices();
        agentAnswers = guest.agent();
    }

    String text() {
        StringBuilder text = new StringBuilder(ConfigText.print(config, pending, deletes));
        snapshots.forEach((name, snapshot) -> text.append("\n[")
                .append(name)
                .append("]\n")
                .append(ConfigText.print(snapshot.section(), Map.of(), Set.of())));
        return text.toString();
    }

    boolean hasAgentConfigured() {
        return config.getOrDefault("agent", "0").matches("(enabled=)?1(,.*)?");
    }

    String digest() {
        return ConfigText.sha1(text());
    }

    String lock() {
        return config.getOrDefault("lock", "");
    }

    String name() {
        return config.getOrDefault("name", "VM " + vmid);
    }

    boolean isTemplate() {
        return config.getOrDefault("template", "0").equals("1");
    }

    boolean isProtected() {
        return config.getOrDefault("protection", "0").equals("1");
    }

    /** A line of the file that is no number is passed over, as Proxmox does. */
    int number(String key, int absent) {
        return Whole.small(config.getOrDefault(key, ""), absent);
    }

    int vcpus() {
        return Whole.clamp((long) number("cores", 1) * number("sockets", 1));
    }

    long memoryBytes() {
        String text = config.getOrDefault("memory", "512").replace("current=", "");
        return mebibytes(Whole.of(text, 512));
    }

    static long mebibytes(long count) {
        return Math.min(count, Long.MAX_VALUE >> 20) << 20;
    }

    /** Drives by slot, read from the running configuration. */
    Map<String, DriveSpec> drives() {
        return drives(config);
    }

    static Map<String, DriveSpec> drives(Map<String, String> config) {
        Map<String, DriveSpec> drives = new TreeMap<>();
        config.forEach((key, value) -> {
            if (DriveSpec.isKey(key)) {
                drives.put(key, DriveSpec.parse(value));
            }
        });
        return drives;
    }

    /** What a plain read shows: pending values over running ones. */
    Map<String, String> merged() {
        Map<String, String> merged = new TreeMap<>(config);
        merged.putAll(pending);
        deletes.forEach(merged::remove);
        return merged;
    }
}
