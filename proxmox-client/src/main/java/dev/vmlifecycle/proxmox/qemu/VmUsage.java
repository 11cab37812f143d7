package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.rrd.ByteRate;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A row of a VM's statistics. All is absent for times before its first start, and all but its sizes while it was stopped.
 * Statistics outlive the VM: a VMID used again shows those of its predecessor.
 *
 * <p>Immutable.
 */
public final class VmUsage {

    private final Instant time;
    private final TreeMap<String, Double> numbers;

    private VmUsage(Instant time, Map<String, Double> numbers) {
        this.time = time;
        this.numbers = new TreeMap<>(numbers);
    }

    /**
     * {@return a row}
     *
     * @param time end of its step
     * @param numbers by name in the API, finite
     */
    public static VmUsage of(Instant time, Map<String, Double> numbers) {
        return new VmUsage(time, numbers);
    }

    /** {@return when its step ends, by the node's clock} */
    public Instant time() {
        return time;
    }

    /** {@return share of its own vCPUs, 0 to 1} */
    public OptionalDouble cpu() {
        return get("cpu");
    }

    /** {@return memory in use} */
    public Optional<ByteSize> memory() {
        return size("mem");
    }

    /** {@return memory it was given} */
    public Optional<ByteSize> maxMemory() {
        return size("maxmem");
    }

    /** {@return what its NICs received, as a rate} */
    public Optional<ByteRate> netIn() {
        return rate("netin");
    }

    /** {@return what its NICs sent, as a rate} */
    public Optional<ByteRate> netOut() {
        return rate("netout");
    }

    /** {@return what was read from its disks, as a rate} */
    public Optional<ByteRate> diskRead() {
        return rate("diskread");
    }

    /** {@return what was written to its disks, as a rate} */
    public Optional<ByteRate> diskWrite() {
        return rate("diskwrite");
    }

    /**
     * {@return any number}
     *
     * @param name in the API
     */
    public OptionalDouble get(String name) {
        Double number = numbers.get(name);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** {@return all numbers by name in the API; none when nothing was recorded} */
    public NavigableMap<String, Double> numbers() {
        return new TreeMap<>(numbers);
    }

    @Override
    public String toString() {
        return time + " " + numbers;
    }

    private Optional<ByteSize> size(String name) {
        return Optional.ofNullable(numbers.get(name)).map(number -> ByteSize.ofBytes(Math.round(number)));
    }

    private Optional<ByteRate> rate(String name) {
        return Optional.ofNullable(numbers.get(name)).map(ByteRate::new);
    }
}
