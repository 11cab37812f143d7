package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.internal.WireMap;
import dev.vmlifecycle.proxmox.rrd.ByteRate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A row of a node's statistics. All is absent for times without a record. Other numbers are there by {@link #get}. Immutable. */
public final class NodeUsage {

    private final Instant time;
    private final WireMap values;

    private NodeUsage(Instant time, WireMap values) {
        this.time = time;
        this.values = values;
    }

    /**
     * {@return a row}
     *
     * @param time end of its step
     * @param values by name in the API
     */
    public static NodeUsage of(Instant time, Map<String, String> values) {
        return new NodeUsage(time, WireMap.of(values));
    }

    /** {@return when its step ends, by the node's clock} */
    public Instant time() {
        return time;
    }

    /** {@return share of all CPUs, 0 to 1} */
    public OptionalDouble cpu() {
        return values.decimal("cpu");
    }

    /** {@return share of time spent waiting for disks, 0 to 1} */
    public OptionalDouble ioWait() {
        return values.decimal("iowait");
    }

    /** {@return mean number of processes that want to run} */
    public OptionalDouble loadAverage() {
        return values.decimal("loadavg");
    }

    /** {@return memory in use} */
    public Optional<ByteSize> memory() {
        return values.bytes("memused");
    }

    /** {@return built-in memory} */
    public Optional<ByteSize> memoryTotal() {
        return values.bytes("memtotal");
    }

    /** {@return space in use on the root file system} */
    public Optional<ByteSize> rootDisk() {
        return values.bytes("rootused");
    }

    /** {@return what its network interfaces received, as a rate} */
    public Optional<ByteRate> netIn() {
        return rate("netin");
    }

    /** {@return what its network interfaces sent, as a rate} */
    public Optional<ByteRate> netOut() {
        return rate("netout");
    }

    /**
     * {@return any number, absent when it was not recorded}
     *
     * @param name in the API
     */
    public OptionalDouble get(String name) {
        return values.decimal(name);
    }

    @Override
    public String toString() {
        return time + " " + values;
    }

    private Optional<ByteRate> rate(String name) {
        OptionalDouble number = values.decimal(name);
        return number.isPresent() ? Optional.of(new ByteRate(Math.max(0, number.getAsDouble()))) : Optional.empty();
    }
}
