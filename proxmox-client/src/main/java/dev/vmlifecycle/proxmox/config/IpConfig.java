package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Optional;

/**
 * Addresses cloud-init gives to one NIC: per family a static address with an optional gateway, DHCP, or for IPv6
 * autoconfiguration.
 *
 * <p>Addresses are text in CIDR form; only their outline is checked. Immutable; equal when the texts are equal.
 */
public final class IpConfig {

    private final PropertyString text;

    private IpConfig(PropertyString text) {
        this.text = text;
    }

    /** {@return no addresses; add some} */
    public static IpConfig none() {
        return parse("");
    }

    /**
     * {@return the addresses in this text}
     *
     * @param text value of {@code ipconfig0} and the like
     */
    public static IpConfig parse(String text) {
        return new IpConfig(PropertyString.parse(text));
    }

    /** {@return the IPv4 address with prefix, or {@code dhcp}} */
    public Optional<String> ip() {
        return text.get("ip");
    }

    /** {@return the IPv4 gateway} */
    public Optional<String> gw() {
        return text.get("gw");
    }

    /** {@return the IPv6 address with prefix, or {@code dhcp} or {@code auto}} */
    public Optional<String> ip6() {
        return text.get("ip6");
    }

    /** {@return the IPv6 gateway} */
    public Optional<String> gw6() {
        return text.get("gw6");
    }

    /**
     * {@return these addresses with a static IPv4 one}
     *
     * @param cidr such as {@code 192.0.2.10/24}
     * @param gateway such as {@code 192.0.2.1}
     * @throws IllegalArgumentException when an address is not of this family or lacks its prefix
     */
    public IpConfig withIp(String cidr, Optional<String> gateway) {
        check("ip", cidr, gateway, '.');
        return new IpConfig(text.with("ip", cidr).set("gw", gateway));
    }

    /**
     * {@return these addresses with a static IPv6 one}
     *
     * @param cidr such as {@code 2001:db8::10/64}
     * @param gateway such as {@code 2001:db8::1}
     * @throws IllegalArgumentException when an address is not of this family or lacks its prefix
     */
    public IpConfig withIp6(String cidr, Optional<String> gateway) {
        check("ip6", cidr, gateway, ':');
        return new IpConfig(text.with("ip6", cidr).set("gw6", gateway));
    }

    /** {@return these addresses with IPv4 by DHCP} */
    public IpConfig withDhcp() {
        return new IpConfig(text.with("ip", "dhcp").without("gw"));
    }

    /** {@return these addresses with IPv6 by DHCP} */
    public IpConfig withDhcp6() {
        return new IpConfig(text.with("ip6", "dhcp").without("gw6"));
    }

    /** {@return these addresses with IPv6 by router advertisement} */
    public IpConfig withAuto6() {
        return new IpConfig(text.with("ip6", "auto").without("gw6"));
    }

    /** {@return the options, unknown ones too} */
    public PropertyString properties() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpConfig that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the text on the wire} */
    @Override
    public String toString() {
        return text.toString();
    }

    private static void check(String key, String cidr, Optional<String> gateway, char family) {
        if (cidr.indexOf(family) < 0 || !cidr.matches("[0-9a-fA-F.:]+/[0-9]{1,3}")) {
            throw new IllegalArgumentException(key + ": " + Shown.of(cidr) + " (expected: address/prefix)");
        }
        gateway.filter(value -> value.indexOf(family) < 0 || !value.matches("[0-9a-fA-F.:]+"))
                .ifPresent(value -> {
                    throw new IllegalArgumentException("gateway of " + key + ": " + Shown.of(value)
                            + " (expected: an address of the same family)");
                });
    }
}
