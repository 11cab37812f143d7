package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import java.util.HexFormat;

/** An address as 32 hexadecimal digits that sort by number. */
final class AddressKey {
    // an IPv4-mapped address is no IpAddress, so this can never be the key of an IPv6 one
    private static final String V4 = "00000000000000000000ffff";

    private AddressKey() {}

    static String of(IpAddress address) {
        String digits = HexFormat.of().formatHex(address.toBytes());
        return address.family() == IpFamily.V4 ? V4 + digits : digits;
    }
}
