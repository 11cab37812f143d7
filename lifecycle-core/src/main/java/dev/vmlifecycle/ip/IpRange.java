package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;

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
