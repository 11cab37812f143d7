package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.proxmox.internal.WireMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network interface as the node configures it. Keys without an accessor are there by {@link #get}. Immutable.
 */
public final class InterfaceConfig {

    private final String name;
    private final WireMap values;

    private InterfaceConfig(String name, WireMap values) {
        this.name = name;
        this.values = values;
    }

    /**
     * {@return an interface with these values}
     *
     * @param name its name
     * @param values by key, in wire form
     */
    public static InterfaceConfig of(String name, Map<String, String> values) {
        return new InterfaceConfig(name, WireMap.of(values));
    }

    /** {@return such as {@code vmbr0}} */
    public String name() {
        return name;
    }

    /** {@return such as {@code bridge}, {@code bond}, {@code eth}, {@code OVSBridge}} */
    public String type() {
        return values.text("type").orElse("unknown");
    }

    /** {@return whether it is up; known in lists only} */
    public boolean active() {
        return values.isSet("active");
    }

    /** {@return whether it comes up with the node} */
    public boolean autostart() {
        return values.isSet("autostart");
    }

    /** {@return how it gets its IPv4 address, such as {@code static} or {@code dhcp}} */
    public Optional<String> method() {
        return values.text("method");
    }

    /** {@return how it gets its IPv6 address, such as {@code static} or {@code auto}} */
    public Optional<String> method6() {
        return values.text("method6");
    }

    /** {@return its IPv4 address with the length of the network's prefix} */
    public Optional<String> cidr() {
        return values.text("cidr");
    }

    /** {@return its IPv6 address with the length of the network's prefix} */
    public Optional<String> cidr6() {
        return values.text("cidr6");
    }

    /** {@return the IPv4 gateway} */
    public Optional<String> gateway() {
        return values.text("gateway");
    }

    /** {@return the IPv6 gateway} */
    public Optional<String> gateway6() {
        return values.text("gateway6");
    }

    /** {@return the uplinks of a bridge} */
    public List<String> bridgePorts() {
        return values.words("bridge_ports").stream()
                .filter(port -> !port.equals("none"))
                .toList();
    }

    /** {@return whether a bridge itself filters VLANs} */
    public boolean vlanAware() {
        return values.isSet("bridge_vlan_aware");
    }

    /** {@return the tag of a VLAN} */
    public Optional<VlanTag> vlan() {
        return values.read("vlan-id", text -> VlanTag.of(Integer.parseInt(text)));
    }

    /** {@return the longest packet, absent for the usual 1500} */
    public Optional<Long> mtu() {
        return values.integer("mtu");
    }

    /** {@return free text} */
    public Optional<String> comments() {
        return values.text("comments").map(String::strip);
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
        return other instanceof InterfaceConfig that && name.equals(that.name) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "InterfaceConfig[" + name + "]";
    }
}
