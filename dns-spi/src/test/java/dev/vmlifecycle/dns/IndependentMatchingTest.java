package dev.vmlifecycle.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;

/** Matching against dnsjava and plain arithmetic, over a hundred thousand seeded addresses and zones. */
class IndependentMatchingTest {

    private static final int PAIRS = 100_000;
    private static final int LEAST_MATCHES = 20_000;

    private final Random random = new Random(20261123);
    private final InMemoryDns provider = InMemoryDns.create();

    @Test
    void reverse_everySeededPair_agreesWithDnsjava() throws Exception {
        int matches = 0;
        for (int i = 0; i < PAIRS; i++) {
            byte[] zoneBytes = bytes(random.nextBoolean() ? 4 : 16);
            byte[] address = near(zoneBytes);
            Optional<String> found = zone(zoneBytes, address);
            matches += found.isPresent() ? 1 : 0;
        }
        assertThat(matches).as("matches among the pairs").isBetween(LEAST_MATCHES, PAIRS - LEAST_MATCHES);
        System.out.println("COUNT dns-seeded-addresses-x-zones " + PAIRS + " of which match " + matches);
    }

    /** Checks one pair; the record name when it matches. */
    private Optional<String> zone(byte[] zoneBytes, byte[] address) throws Exception {
        boolean v4 = zoneBytes.length == 4;
        String reverse =
                ReverseMap.fromAddress(InetAddress.getByAddress(address)).toString(true);
        String zone;
        Optional<String> expected;
        if (v4 && random.nextInt(3) == 0) {
            int length = 25 + random.nextInt(7);
            int size = 1 << (32 - length);
            int first = (zoneBytes[3] & 0xff) / size * size;
            String label = random.nextBoolean() ? first + "/" + length : first + "-" + (first + size - 1);
            zone = label + "." + ofZone(zoneBytes, 24);
            expected = sharedBits(zoneBytes, address) >= length
                    ? Optional.of((address[3] & 0xff) + "." + zone)
                    : Optional.empty();
        } else {
            int unit = v4 ? 8 : 4;
            int length = unit * (1 + random.nextInt(zoneBytes.length * 8 / unit));
            zone = ofZone(zoneBytes, length);
            expected = Name.fromString(reverse, Name.root).subdomain(Name.fromString(zone, Name.root))
                    ? Optional.of(reverse)
                    : Optional.empty();
        }
        ZoneBinding binding = ZoneBinding.of("z", DnsName.parse(randomCase(zone)), provider);
        Optional<String> found = Zones.of(List.of(binding)).reverse(IpAddress.ofBytes(address)).stream()
                .map(match -> match.name().toString())
                .findFirst();
        assertThat(found)
                .as("%s in %s", InetAddress.getByAddress(address).getHostAddress(), zone)
                .isEqualTo(expected.map(name -> name.toLowerCase(Locale.ROOT)));
        return found;
    }

    @Test
    void forward_everySeededPair_agreesWithDnsjava() throws Exception {
        int matches = 0;
        for (int i = 0; i < PAIRS / 10; i++) {
            String zone = labels(1 + random.nextInt(3));
            String name = random.nextInt(3) == 0 ? labels(1 + random.nextInt(5)) : labels(random.nextInt(3)) + zone;
            boolean expected = Name.fromString(name, Name.root).subdomain(Name.fromString(zone, Name.root));
            ZoneBinding binding = ZoneBinding.of("z", DnsName.parse(zone), provider);

            boolean found =
                    !Zones.of(List.of(binding)).forward(DnsName.parse(name)).isEmpty();

            assertThat(found).as("%s in %s", name, zone).isEqualTo(expected);
            matches += found ? 1 : 0;
        }
        assertThat(matches).isBetween(1000, PAIRS / 10 - 1000);
    }

    /** The reverse zone of the first bits, by dnsjava's name of the whole address. */
    private static String ofZone(byte[] bytes, int length) throws Exception {
        Name full = ReverseMap.fromAddress(InetAddress.getByAddress(bytes));
        int unit = bytes.length == 4 ? 8 : 4;
        return new Name(full, bytes.length * 8 / unit - length / unit).toString(true);
    }

    private static int sharedBits(byte[] one, byte[] other) {
        BigInteger difference = new BigInteger(1, one).xor(new BigInteger(1, other));
        return one.length * 8 - difference.bitLength();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (length == 16) {
            // never an IPv4-mapped address, which is refused
            bytes[0] = 0x20;
        }
        return bytes;
    }

    /** An address that shares some leading bits. */
    private byte[] near(byte[] bytes) {
        byte[] near = bytes.clone();
        int from = random.nextInt(bytes.length * 8 - 8) + 8;
        for (int bit = from; bit < bytes.length * 8; bit++) {
            if (random.nextBoolean()) {
                near[bit / 8] ^= (byte) (0x80 >> (bit % 8));
            }
        }
        return near;
    }

    private String labels(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(List.of("a", "b", "ab", "ba").get(random.nextInt(4))).append('.');
        }
        return text.isEmpty() ? "" : text.toString();
    }

    private String randomCase(String text) {
        return random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
    }
}
