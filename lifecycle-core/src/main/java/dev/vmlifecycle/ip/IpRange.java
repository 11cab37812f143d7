package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses from first to last, both included.
 *
 * @param first the lowest
 * @param last the highest, of the same family
 */
public record IpRange(IpAddress first, IpAddress last) {

    /**
     * Checks the order.
     *
     * @param first the lowest
     * @param last the highest, of the same family
     * @throws IllegalArgumentException when the families differ or last lies below first
     */
    public IpRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    "range: " + first + "-" + last + " (expected: first-last of one family)");
        }
    }

    /**
     * A whole network as a range.
     *
     * @param network the network
     * @return from its first address to its last
     */
    public static IpRange of(Cidr network) {
        return new IpRange(network.first(), network.last());
    }

    /**
     * How many addresses it holds.
     *
     * @return at least 1; up to 2^128
     */
    public BigInteger size() {
        return number(last).subtract(number(first)).add(BigInteger.ONE);
    }

    /**
     * What is left of it without another.
     *
     * @param other the range to take out
     * @return none, one or two ranges, in order
     */
    public List<IpRange> without(IpRange other) {
        if (!overlaps(other)) {
            return List.of(this);
        }
        List<IpRange> left = new ArrayList<>();
        if (first.compareTo(other.first) < 0) {
            left.add(new IpRange(first, address(number(other.first).subtract(BigInteger.ONE))));
        }
        if (other.last.compareTo(last) < 0) {
            left.add(new IpRange(address(number(other.last).add(BigInteger.ONE)), last));
        }
        return left;
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.toBytes());
    }

    private IpAddress address(BigInteger number) {
        byte[] bytes = new byte[first.toBytes().length];
        byte[] digits = number.toByteArray();
        int count = Math.min(bytes.length, digits.length);
        System.arraycopy(digits, digits.length - count, bytes, bytes.length - count, count);
        return IpAddress.ofBytes(bytes);
    }

    /**
     * Whether an address lies inside.
     *
     * @param address the address
     * @return true when it does
     */
    public boolean contains(IpAddress address) {
        return address.family() == first.family() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /**
     * Whether some address lies in both.
     *
     * @param other another range
     * @return true when they overlap
     */
    public boolean overlaps(IpRange other) {
        return contains(other.first) || other.contains(first);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
