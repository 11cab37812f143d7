package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of a node's VM list. Numbers of a VM that does not run are zero or absent. Keys without an accessor are there by
 * {@link #get}. Immutable.
 */
public final class VmSummary {

    private final Vmid vmid;
    private final WireMap values;

    private VmSummary(Vmid vmid, WireMap values) {
        this.vmid = vmid;
        this.values = values;
    }

    /**
     * {@return a row with these values}
     *
     * @param vmid its number
     * @param values by key, in wire form
     */
    public static VmSummary of(Vmid vmid, Map<String, String> values) {
        return new VmSummary(vmid, WireMap.of(values));
    }

    /** {@return its number} */
    public Vmid vmid() {
        return vmid;
    }

    /** {@return its name, {@code VM} and its number when it has none} */
    public Optional<String> name() {
        return values.text("name");
    }

    /** {@return whether its process runs} */
    public boolean isRunning() {
        return values.text("status").filter("running"::equals).isPresent();
    }

    /** {@return the state QEMU tells, such as {@code paused}; in full lists only} */
    public Optional<String> qmpStatus() {
        return values.text("qmpstatus");
    }

    /** {@return the lock it carries} */
    public Optional<String> lock() {
        return values.text("lock");
    }

    /** {@return whether it is a template} */
    public boolean template() {
        return values.isSet("template");
    }

    /** {@return its tags} */
    public List<String> tags() {
        return values.words("tags");
    }

    /** {@return share of its own vCPUs, 0 to 1} */
    public OptionalDouble cpu() {
        return values.decimal("cpu");
    }

    /** {@return number of vCPUs} */
    public OptionalDouble cpus() {
        return values.decimal("cpus");
    }

    /** {@return memory in use} */
    public Optional<ByteSize> memory() {
        return values.bytes("mem");
    }

    /** {@return memory it is given} */
    public Optional<ByteSize> memoryTotal() {
        return values.bytes("maxmem");
    }

    /** {@return size of its boot disk} */
    public Optional<ByteSize> diskTotal() {
        return values.bytes("maxdisk");
    }

    /** {@return bytes its NICs received since it started} */
    public Optional<ByteSize> netIn() {
        return values.bytes("netin");
    }

    /** {@return bytes its NICs sent since it started} */
    public Optional<ByteSize> netOut() {
        return values.bytes("netout");
    }

    /** {@return time since it started} */
    public Optional<Duration> uptime() {
        return values.seconds("uptime");
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VmSummary that && vmid.equals(that.vmid) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return vmid.hashCode();
    }

    @Override
    public String toString() {
        return "VmSummary[" + vmid + "]";
    }
}
