package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The network that a reverse zone stands for, and how records are named in it.
 *
 * <p>A plain zone is made of octets or nibbles, and a record has its full reverse name. In every other zone (RFC 2317,
 * RFC 4183, a name of the operator's choice) a record is named by the labels that the network leaves open, below the zone.
 */
record ReverseZone(DnsName zone, Kind kind, Cidr network) {

    /** How the network was found. */
    enum Kind {
        /** Octets or nibbles only. */
        PLAIN,
        /** First label {@code first-last}, such as {@code 0-63}. */
        RANGE,
        /** First label {@code first/length} or {@code first-length}, such as {@code 0/26}. */
        PREFIX,
        /** Given by the operator. */
        EXPLICIT
    }

    /** The network that the name alone tells, empty when it tells none. */
    static Optional<ReverseZone> ofName(DnsName zone) {
        for (IpFamily family : IpFamily.values()) {
            DnsName root = family.reverseRoot();
            if (zone.isInOrBelow(root)) {
                List<String> labels = new ArrayList<>(zone.labels()
                        .subList(0, zone.labels().size() - root.labels().size()));
                Collections.reverse(labels);
                return family == IpFamily.V4 ? ofOctets(zone, labels) : ofNibbles(zone, labels);
            }
        }
        return Optional.empty();
    }

    /** The network the operator gave; it overrides what a classless name seems to say. */
    static ReverseZone explicit(DnsName zone, Cidr network) {
        Optional<ReverseZone> plain = ofName(zone).filter(found -> found.kind == Kind.PLAIN);
        if (plain.isPresent() && !plain.get().network.contains(network)) {
            throw refused("network", network, "inside " + plain.get().network + ", the network of zone " + zone);
        }
        return new ReverseZone(zone, plain.isPresent() ? Kind.PLAIN : Kind.EXPLICIT, network);
    }

    /** The name of an address's record here, empty when the address lies elsewhere. */
    Optional<DnsName> recordName(IpAddress address) {
        if (!network.contains(address)) {
            return Optional.empty();
        }
        DnsName full = address.reverseName();
        if (kind == Kind.PLAIN) {
            return Optional.of(full);
        }
        IpFamily family = network.family();
        // a classless /32 still has a record below it, so one label is always left open
        int fixed = Math.min(network.prefixLength() / family.bitsPerReverseLabel(), family.reverseLabels() - 1);
        return Optional.of(zone.child(String.join(".", full.labels().subList(0, family.reverseLabels() - fixed))));
    }

    /** The names of the zones that stand for a network: one, or as many as its prefix lies before the next label. */
    static List<DnsName> namesFor(Cidr network) {
        IpFamily family = network.family();
        int prefix = network.prefixLength();
        if (family == IpFamily.V4 && prefix > 24 && prefix < 32) {
            byte[] last = network.last().toBytes();
            List<String> labels = network.first().reverseName().labels();
            DnsName parent = DnsName.parse(String.join(".", labels.subList(1, labels.size())));
            return List.of(parent.child(labels.get(0) + "-" + (last[3] & 0xff)));
        }
        int open = family.reverseLabels() - (prefix + family.bitsPerReverseLabel() - 1) / family.bitsPerReverseLabel();
        List<DnsName> names = new ArrayList<>();
        Optional<IpAddress> block = Optional.of(network.first());
        while (block.isPresent() && network.contains(block.get())) {
            List<String> labels = block.get().reverseName().labels();
            names.add(DnsName.parse(String.join(".", labels.subList(open, labels.size()))));
            block = block.get()
                    .networkEnd(family.bits() - open * family.bitsPerReverseLabel())
                    .next();
        }
        return names;
    }

    private static Optional<ReverseZone> ofOctets(DnsName zone, List<String> labels) {
        if (labels.isEmpty() || labels.size() > 4) {
            return Optional.empty();
        }
        String last = labels.get(labels.size() - 1);
        if (labels.size() == 4 && Ipv4Text.octet(last) < 0) {
            return ClasslessLabel.parse(last)
                    .flatMap(label -> network(labels.subList(0, 3), label.first(), label.prefixLength())
                            .map(network ->
                                    new ReverseZone(zone, label.isRange() ? Kind.RANGE : Kind.PREFIX, network)));
        }
        return network(labels.subList(0, labels.size() - 1), Ipv4Text.octet(last), 8 * labels.size())
                .map(network -> new ReverseZone(zone, Kind.PLAIN, network));
    }

    private static Optional<Cidr> network(List<String> octets, int lastOctet, int prefixLength) {
        byte[] bytes = new byte[4];
        for (int i = 0; i <= octets.size(); i++) {
            int octet = i < octets.size() ? Ipv4Text.octet(octets.get(i)) : lastOctet;
            if (octet < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) octet;
        }
        return Optional.of(Cidr.of(IpAddress.ofBytes(bytes), prefixLength));
    }

    private static Optional<ReverseZone> ofNibbles(DnsName zone, List<String> labels) {
        if (labels.size() > IpFamily.V6.reverseLabels()
                || !labels.stream().allMatch(label -> label.matches("[0-9a-f]"))) {
            return Optional.empty();
        }
        String nibbles = String.join("", labels) + "0".repeat(IpFamily.V6.reverseLabels() - labels.size());
        IpAddress first = IpAddress.parse(nibbles.replaceAll("(.{4})(?!$)", "$1:"));
        return Optional.of(new ReverseZone(zone, Kind.PLAIN, Cidr.of(first, 4 * labels.size())));
    }
}
