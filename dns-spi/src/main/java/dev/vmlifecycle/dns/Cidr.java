package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.List;

/**
 * A network: its lowest address and a prefix length, such as {@code 192.0.2.0/24}.
 *
 * <p>Host bits are always zero, so that equal networks are equal values. Immutable.
 */
public final class Cidr {

    private final IpAddress first;
    private final int prefixLength;

    private Cidr(IpAddress first, int prefixLength) {
        this.first = first;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads {@code address/prefix}, strictly: a host bit that is not zero is refused, since it usually is a typing error.
     *
     * @param text such as {@code 192.0.2.0/24} or {@code 2001:db8::/48}
     * @return the network
     * @throws IllegalArgumentException when the text is no network, or has a host bit set
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw refused("network", text, "address/prefix");
        }
        IpAddress address = IpAddress.parse(text.substring(0, slash));
        // a prefix length is spelt as an octet is: decimal, no sign, no leading zero
        int prefix = Ipv4Text.octet(text.substring(slash + 1));
        if (prefix < 0 || prefix > address.family().bits()) {
            throw refused("network", text, "a prefix of 0.." + address.family().bits());
        }
        Cidr network = of(address, prefix);
        if (!network.first.equals(address)) {
            throw refused("network", text, "host bits zero, as in " + network);
        }
        return network;
    }

    /**
     * The network of this prefix length around an address; host bits are dropped.
     *
     * @param address any address of the network
     * @param prefixLength the prefix length, 0 to 32 or 0 to 128
     * @return the network
     * @throws IllegalArgumentException when the prefix length does not fit the family
     */
    public static Cidr of(IpAddress address, int prefixLength) {
        if (prefixLength < 0 || prefixLength > address.family().bits()) {
            throw refused(
                    "prefix length", prefixLength, "0.." + address.family().bits());
        }
        return new Cidr(address.networkStart(prefixLength), prefixLength);
    }

    /**
     * The family of the addresses.
     *
     * @return the family
     */
    public IpFamily family() {
        return first.family();
    }

    /**
     * The lowest address, which is also the network's own.
     *
     * @return the address with all host bits zero
     */
    public IpAddress first() {
        return first;
    }

    /**
     * The highest address; for IPv4 below /31 this is the broadcast address.
     *
     * @return the address with all host bits one
     */
    public IpAddress last() {
        return first.networkEnd(prefixLength);
    }

    /**
     * The number of leading bits that all addresses share.
     *
     * @return 0 to 32, or 0 to 128
     */
    public int prefixLength() {
        return prefixLength;
    }

    /**
     * Whether an address lies in this network.
     *
     * @param address the address
     * @return true when it does; false for the other family
     */
    public boolean contains(IpAddress address) {
        return address.family() == family()
                && address.networkStart(prefixLength).equals(first);
    }

    /**
     * Whether all of another network lies in this one.
     *
     * @param other the other network
     * @return true when it does, also when they are equal; false for the other family
     */
    public boolean contains(Cidr other) {
        return other.prefixLength >= prefixLength && contains(other.first);
    }

    /**
     * The reverse zones an operator needs for this network, as a hint: one where the prefix ends with a label, several where
     * it does not, and for IPv4 below /24 the classless zone in the form {@code first-last}.
     *
     * @return the names, at most 128; in the order of the addresses
     */
    public List<DnsName> reverseZones() {
        return ReverseZone.namesFor(this);
    }

    /**
     * The canonical text of the network, which {@link #parse(String)} reads back.
     *
     * @return such as {@code 2001:db8::/48}
     */
    public String networkText() {
        return first + "/" + prefixLength;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr that && prefixLength == that.prefixLength && first.equals(that.first);
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + prefixLength;
    }

    @Override
    public String toString() {
        return networkText();
    }
}
