package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.Shown;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A change of a VM's configuration. Only what was set is sent.
 *
 * <p>Not atomic on a running VM: when one key is refused, the others are applied all the same. Immutable; its
 * {@link #toString()} masks secrets.
 */
public final class ConfigUpdate {

    private final List<Param> params;

    private ConfigUpdate(List<Param> params) {
        this.params = List.copyOf(params);
    }

    /** {@return a builder of an empty change} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the form fields in the order they were set; secrets are among them} */
    public List<Param> params() {
        return params;
    }

    /** {@return whether nothing is to be changed; the server refuses such a write} */
    public boolean isEmpty() {
        return params.stream().allMatch(param -> param.name().equals("digest"));
    }

    @Override
    public String toString() {
        return "ConfigUpdate" + params;
    }

    /** Collects a change. Nothing is sent by default. Confine to one thread. */
    public static final class Builder extends HardwareKeys<Builder> {

        // keys of the schemas are such, with "," the server would take several
        private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
        private static final Pattern NIC = Pattern.compile("net\\d+");
        private static final int MOST_NICS = 31;

        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> deleted = new LinkedHashSet<>();
        private final Set<String> reverted = new LinkedHashSet<>();
        private final List<String> withoutMac = new ArrayList<>();
        private boolean regenerateMac;

        private Builder() {}

        private static int indexed(String key, int index, int most) {
            if (index < 0 || index > most) {
                throw new IllegalArgumentException(key + " number: " + index + " (expected: 0.." + most + ")");
            }
            return index;
        }

        /**
         * Has the write refused when the configuration changed since it was read.
         *
         * @param digest of the read this change rests on
         * @return this
         */
        public Builder digest(Digest digest) {
            return set("digest", digest.value());
        }

        @Override
        public Builder set(String key, String value) {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("key: " + Shown.of(key) + " (expected: letters, digits, _ and -)");
            }
            if (NIC.matcher(key).matches() && NetDevice.parse(value).mac().isEmpty()) {
                withoutMac.add(key);
            }
            values.put(key, value);
            return this;
        }

        /**
         * Sets the cores of each socket.
         *
         * @param cores one or more
         * @return this
         */
        public Builder cores(int cores) {
            return set("cores", Integer.toString(positive("cores", cores)));
        }

        /**
         * Sets the CPU sockets.
         *
         * @param sockets one or more
         * @return this
         */
        public Builder sockets(int sockets) {
            return set("sockets", Integer.toString(positive("sockets", sockets)));
        }

        /**
         * Sets the memory.
         *
         * @param memory whole MiB, 16 MiB or more
         * @return this
         */
        public Builder memory(ByteSize memory) {
            if (memory.toMiB() < 16 || !ByteSize.ofMiB(memory.toMiB()).equals(memory)) {
                throw new IllegalArgumentException("memory: " + memory + " (expected: whole MiB, >= 16M)");
            }
            return set("memory", Long.toString(memory.toMiB()));
        }

        /**
         * Sets a drive, replacing all of its options; {@code size} is left out, the server takes it from the volume.
         *
         * @param slot such as {@code scsi0}
         * @param disk the whole drive
         * @return this
         */
        public Builder disk(String slot, Disk disk) {
            return set(slot, disk.forUpdate().toString());
        }

        /**
         * Sets a NIC, replacing all of its options. One without MAC is refused by {@link #build()} unless
         * {@link #regenerateMac()} was asked for: the server would draw a new one at each write.
         *
         * @param index 0 for {@code net0}
         * @param device the whole NIC
         * @return this
         */
        public Builder net(int index, NetDevice device) {
            return set("net" + indexed("net", index, MOST_NICS), device.toString());
        }

        /**
         * Allows NICs without MAC, for which the server draws one.
         *
         * @return this
         */
        public Builder regenerateMac() {
            regenerateMac = true;
            return this;
        }

        /**
         * Sets the VM's name, which is the guest's host name too.
         *
         * @param name a DNS name
         * @return this
         */
        public Builder name(String name) {
            return set("name", name);
        }

        /**
         * Sets the notes.
         *
         * @param description up to 8192 characters; empty removes them
         * @return this
         */
        public Builder description(String description) {
            return set("description", description);
        }

        /**
         * Switches the protection from removal.
         *
         * @param on whether the VM and its disks can not be removed
         * @return this
         */
        public Builder protection(boolean on) {
            return set("protection", on ? "1" : "0");
        }

        @Override
        public Builder delete(String... keys) {
            for (String key : keys) {
                if (!KEY.matcher(key).matches()) {
                    throw new IllegalArgumentException(
                            "key to delete: " + Shown.of(key) + " (expected: letters, digits, _ and -)");
                }
            }
            deleted.addAll(List.of(keys));
            return this;
        }

        /**
         * Drops what waits for a power cycle; does not mend what a refused hotplug did to the running VM.
         *
         * @param keys as the API spells them
         * @return this
         */
        public Builder revert(String... keys) {
            reverted.addAll(List.of(keys));
            return this;
        }

        /**
         * {@return the change}
         *
         * @throws IllegalArgumentException when a NIC lacks its MAC, or a key is both set and removed
         */
        public ConfigUpdate build() {
            if (!regenerateMac && !withoutMac.isEmpty()) {
                throw new IllegalArgumentException(
                        withoutMac + ": no MAC (expected: the one read, or regenerateMac())");
            }
            for (String key : deleted) {
                if (values.containsKey(key)) {
                    throw new IllegalArgumentException(key + ": set and deleted (expected: one of both)");
                }
            }
            List<Param> params = new ArrayList<>();
            values.forEach((key, value) -> params.add(Param.of(key, value)));
            if (!deleted.isEmpty()) {
                params.add(Param.of("delete", String.join(",", deleted)));
            }
            if (!reverted.isEmpty()) {
                params.add(Param.of("revert", String.join(",", reverted)));
            }
            return new ConfigUpdate(params);
        }

        private static int positive(String key, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(key + ": " + value + " (expected: >= 1)");
            }
            return value;
        }
    }
}
