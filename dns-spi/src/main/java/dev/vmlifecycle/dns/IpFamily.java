package dev.vmlifecycle.dns;

/** The family of an address: IPv4 or IPv6. */
public enum IpFamily {
    /** IPv4: 32 bits, reverse names under {@code in-addr.arpa}, address records of type A. */
    V4(32, 8, "in-addr.arpa"),
    /** IPv6: 128 bits, reverse names under {@code ip6.arpa}, address records of type AAAA. */
    V6(128, 4, "ip6.arpa");

    private final int bits;
    private final int bitsPerReverseLabel;
    private final String reverseRoot;

    IpFamily(int bits, int bitsPerReverseLabel, String reverseRoot) {
        this.bits = bits;
        this.bitsPerReverseLabel = bitsPerReverseLabel;
        this.reverseRoot = reverseRoot;
    }

    /**
     * The number of bits of an address, which is also the longest prefix.
     *
     * @return 32 or 128
     */
    public int bits() {
        return bits;
    }

    /**
     * The type of the record that holds an address of this family.
     *
     * @return {@link RecordType#A} or {@link RecordType#AAAA}
     */
    public RecordType recordType() {
        return this == V4 ? RecordType.A : RecordType.AAAA;
    }

    /**
     * The name under which all reverse names of this family lie.
     *
     * @return {@code in-addr.arpa} or {@code ip6.arpa}
     */
    public DnsName reverseRoot() {
        return DnsName.parse(reverseRoot);
    }

    int bitsPerReverseLabel() {
        return bitsPerReverseLabel;
    }

    int reverseLabels() {
        return bits / bitsPerReverseLabel;
    }
}
