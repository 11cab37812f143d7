package dev.vmlifecycle.proxmox.simulator;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the firewall stores an address: a full-length prefix is dropped, host bits are masked, IPv6 spelling is kept otherwise. */
final class Networks {

    private Networks() {}

    static String stored(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.matches("[0-9A-Fa-f:.]+/\\d+")) {
            return text;
        }
        String address = text.substring(0, slash);
        int length = Integer.parseInt(text.substring(slash + 1));
        byte[] bytes = bytes(address);
        int bits = bytes.length * 8;
        if (length >= bits) {
            return address;
        }
        byte[] network = mask(bytes, length);
        return (Arrays.equals(bytes, network) ? address : canonical(network)) + "/" + length;
    }

    static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + literal + " (expected: an IP literal)", e);
        }
    }

    static byte[] mask(byte[] bytes, int length) {
        int bits = bytes.length * 8;
        BigInteger ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        BigInteger mask = ones.shiftRight(bits - length).shiftLeft(bits - length);
        byte[] masked = new BigInteger(1, bytes).and(mask).toByteArray();
        byte[] network = new byte[bytes.length];
        int copied = Math.min(masked.length, network.length);
        System.arraycopy(masked, masked.length - copied, network, network.length - copied, copied);
        return network;
    }

    /** The shortest spelling: small letters, the longest run of zeros left out. */
    static String canonical(byte[] address) {
        String text = plain(address);
        if (!text.contains(":")) {
            return text;
        }
        for (int zeros = 8; zeros > 1; zeros--) {
            Matcher run =
                    Pattern.compile("(^|:)0(:0){" + (zeros - 1) + "}(:|$)").matcher(text);
            if (run.find()) {
                return run.replaceFirst("::");
            }
        }
        return text;
    }

    private static String plain(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("network: " + address.length + " bytes (expected: 4 or 16)", e);
        }
    }
}
