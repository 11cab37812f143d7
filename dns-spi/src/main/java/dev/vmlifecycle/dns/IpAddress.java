package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An IPv4 or IPv6 address, without scope.
 *
 * <p>Two addresses are equal when their bits are, however they were spelt. The order is IPv4 before IPv6, then by
 * number. Text is canonical: dotted decimal, or RFC 5952. Nothing here ever asks a resolver. Immutable.
 */
public final class IpAddress implements Comparable<IpAddress> {

    private static final long V4_MASK = 0xffff_ffffL;

    private final IpFamily family;
    // the address as a number of 128 bits; an IPv4 address sits in the lowest 32
    private final long high;
    private final long low;

    private IpAddress(IpFamily family, long high, long low) {
        this.family = family;
        this.high = high;
        this.low = low;
    }

    /**
     * Reads an address literal, strictly.
     *
     * <p>IPv4 is four decimal octets without leading zeros. IPv6 may be in any RFC 4291 spelling. Refused are short
     * forms ({@code 192.0.2}), scopes ({@code fe80::1%eth0}), IPv4-mapped addresses ({@code ::ffff:192.0.2.1}; give the
     * IPv4 address), brackets, spaces and host names.
     *
     * @param text the literal
     * @return the address
     * @throws IllegalArgumentException when the text is anything else
     */
    public static IpAddress parse(String text) {
        OptionalLong v4 = Ipv4Text.parse(text);
        if (v4.isPresent()) {
            return new IpAddress(IpFamily.V4, 0, v4.getAsLong());
        }
        int[] groups = Ipv6Text.parse(text);
        if (groups == null) {
            throw refused("address", text, "an IPv4 or IPv6 address literal");
        }
        return new IpAddress(IpFamily.V6, number(groups, 0), number(groups, 4)).refuseMapped(text);
    }

    /**
     * The address of these bytes, in network order.
     *
     * @param bytes 4 bytes for IPv4, 16 for IPv6; copied
     * @return the address
     * @throws IllegalArgumentException when there are neither 4 nor 16 bytes, or for an IPv4-mapped address
     */
    public static IpAddress ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == 4) {
            return new IpAddress(IpFamily.V4, 0, buffer.getInt() & V4_MASK);
        }
        if (bytes.length != 16) {
            throw refused("address bytes", bytes.length, "4 or 16");
        }
        IpAddress address = new IpAddress(IpFamily.V6, buffer.getLong(), buffer.getLong());
        return address.refuseMapped(address);
    }

    private static long number(int[] groups, int from) {
        long number = 0;
        for (int i = from; i < from + 4; i++) {
            number = (number << 16) | groups[i];
        }
        return number;
    }

    /** One host would have two spellings that never compare equal; no AAAA record holds such an address. */
    private IpAddress refuseMapped(Object shown) {
        if (high == 0 && (low >>> 32) == 0xffff) {
            throw refused("address", shown, "not an IPv4-mapped address; give the IPv4 address itself");
        }
        return this;
    }

    /**
     * The family of the address.
     *
     * @return the family
     */
    public IpFamily family() {
        return family;
    }

    /**
     * The bytes of the address, in network order.
     *
     * @return a new array of 4 or 16 bytes
     */
    public byte[] toBytes() {
        return family == IpFamily.V4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /**
     * The full reverse name: four octets under {@code in-addr.arpa}, or 32 nibbles under {@code ip6.arpa}.
     *
     * @return the name; in a classless zone the record lies elsewhere, see {@link Zones#reverse(IpAddress)}
     */
    public DnsName reverseName() {
        boolean v4 = family == IpFamily.V4;
        List<String> labels = new ArrayList<>(family.reverseLabels());
        for (int shift = 0; shift < family.bits(); shift += family.bitsPerReverseLabel()) {
            long bits = (shift < 64 ? low : high) >>> shift;
            labels.add(v4 ? Long.toString(bits & 0xff) : Long.toHexString(bits & 0xf));
        }
        return family.reverseRoot().child(String.join(".", labels));
    }

    /**
     * The address one above.
     *
     * @return the next address, empty after the highest of the family
     */
    public Optional<IpAddress> next() {
        long lastLow = family == IpFamily.V4 ? V4_MASK : -1;
        if (low != lastLow) {
            return Optional.of(new IpAddress(family, high, low + 1));
        }
        return family == IpFamily.V4 || high == -1 ? Optional.empty() : Optional.of(new IpAddress(family, high + 1, 0));
    }

    /**
     * Whether the address can belong to one host: neither unspecified, nor multicast, nor limited broadcast.
     *
     * @return false for {@code 0.0.0.0}, {@code ::}, {@code 224.0.0.0/4}, {@code ff00::/8}, {@code 255.255.255.255}
     */
    public boolean isAssignable() {
        boolean unspecified = high == 0 && low == 0;
        boolean multicast = family == IpFamily.V4 ? low >>> 28 == 0xe : high >>> 56 == 0xff;
        boolean broadcast = family == IpFamily.V4 && low == V4_MASK;
        return !unspecified && !multicast && !broadcast;
    }

    /** The lowest address of the network of this prefix length around this address. */
    IpAddress networkStart(int prefixLength) {
        return new IpAddress(family, high & highMask(prefixLength), low & lowMask(prefixLength));
    }

    /** The highest address of the network of this prefix length around this address. */
    IpAddress networkEnd(int prefixLength) {
        return new IpAddress(family, high | ~highMask(prefixLength), low | ~lowMask(prefixLength));
    }

    private long highMask(int prefixLength) {
        int bits = prefixLength + 128 - family.bits();
        return bits == 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }

    private long lowMask(int prefixLength) {
        int bits = prefixLength + 128 - family.bits();
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && family == that.family && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low) + family.bits();
    }

    /**
     * The canonical text.
     *
     * @return dotted decimal, or lower-case compressed IPv6 as RFC 5952 says
     */
    @Override
    public String toString() {
        if (family == IpFamily.V4) {
            return Ipv4Text.format(low);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) ((high >>> (48 - 16 * i)) & 0xffff);
            groups[i + 4] = (int) ((low >>> (48 - 16 * i)) & 0xffff);
        }
        return Ipv6Text.format(groups);
    }
}
