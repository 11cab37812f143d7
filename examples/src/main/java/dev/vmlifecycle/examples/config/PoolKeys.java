package dev.vmlifecycle.examples.config;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import java.util.List;
import java.util.Optional;

/** Reads an address pool. */
public final class PoolKeys {
    private final Keys keys;
    private final IpFamily family;
    private final String prefix;
    private final String example;

    private PoolKeys(Keys keys, IpFamily family, String prefix, String example) {
        this.keys = keys;
        this.family = family;
        this.prefix = prefix;
        this.example = example;
    }

    /**
     * Reads the IPv4 pool.
     *
     * @param keys the text
     * @return the pool; empty when there is none, or a fault
     */
    public static Optional<IpPool> v4(Keys keys) {
        return new PoolKeys(keys, IpFamily.V4, "pool.v4", "192.0.2.0/24").read();
    }

    /**
     * Reads the IPv6 pool.
     *
     * @param keys the text
     * @return the pool; empty when there is none, or a fault
     */
    public static Optional<IpPool> v6(Keys keys) {
        return new PoolKeys(keys, IpFamily.V6, "pool.v6", "2001:db8::/64").read();
    }

    private Optional<IpPool> read() {
        Optional<Cidr> network = keys.maybe(
                prefix + ".network", "a network without host bits, such as " + example, text -> mine(Cidr.parse(text)));
        Optional<IpAddress> gateway = keys.maybe(prefix + ".gateway", "an address of the pool's family", this::address);
        List<IpRange> ranges =
                keys.list(prefix + ".range", "first-last, two addresses of the pool's family", this::range);
        List<IpAddress> servers = keys.list(prefix + ".nameservers", "addresses with commas between", IpAddress::parse);
        if (!keys.has(prefix + ".network") && (gateway.isPresent() || !ranges.isEmpty() || !servers.isEmpty())) {
            keys.missing(prefix + ".network", "the network the other " + prefix + " keys are about");
        }
        return network.flatMap(net -> keys.made(prefix, () -> {
            IpPool.Builder pool = IpPool.of(prefix, net).ranges(ranges).nameservers(servers);
            gateway.ifPresent(pool::gateway);
            return pool.build();
        }));
    }

    private Cidr mine(Cidr network) {
        require(network.family(), network);
        return network;
    }

    private IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text);
        require(address.family(), address);
        return address;
    }

    private IpRange range(String text) {
        String[] ends = text.split("\\s*-\\s*", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("range: " + text);
        }
        return new IpRange(address(ends[0]), address(ends[1]));
    }

    private void require(IpFamily met, Object value) {
        if (met != family) {
            throw new IllegalArgumentException("family of " + value);
        }
    }
}
