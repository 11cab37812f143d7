package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.DiskLimits;
import dev.vmlifecycle.vm.FirewallSpec;
import dev.vmlifecycle.vm.Limit;
import dev.vmlifecycle.vm.PackageSpec;
import java.util.Optional;
import java.util.function.Function;

/** Reads a package: what a customer buys. */
final class PackageKeys {
    private static final String SIZE = "a size such as 2G or 1024M";
    private static final String COUNT = "a whole number";
    private static final String LIMIT = "a number above 0, or unlimited";

    private final Keys keys;
    private final String prefix;

    private PackageKeys(Keys keys, String prefix) {
        this.keys = keys;
        this.prefix = prefix;
    }

    /** The package that is deployed, {@code package.*}. */
    static Optional<PackageSpec> deployed(Keys keys) {
        PackageKeys own = new PackageKeys(keys, "package.");
        if (!keys.has("package.memory")) {
            keys.missing("package.memory", SIZE);
        }
        return own.over(smallest());
    }

    static PackageSpec smallest() {
        return PackageSpec.builder(ByteSize.ofMiB(16)).build();
    }

    /** The package after the change, {@code change.*} over the one that is deployed. */
    static Optional<PackageSpec> changed(Keys keys, PackageSpec base) {
        return new PackageKeys(keys, "change.").over(base);
    }

    private Optional<PackageSpec> over(PackageSpec base) {
        PackageSpec.Builder pkg = base.toBuilder();
        maybe("memory", SIZE, ByteSize::parse).ifPresent(pkg::memory);
        maybe("cores", COUNT, Integer::valueOf).ifPresent(pkg::cores);
        maybe("sockets", COUNT, Integer::valueOf).ifPresent(pkg::sockets);
        maybe("system.disk", SIZE, ByteSize::parse).ifPresent(pkg::systemDisk);
        pkg.systemDiskLimits(limits("system.", base.systemDiskLimits()));
        extraDisk(base).ifPresentOrElse(pkg::additionalDisk, pkg::noAdditionalDisk);
        maybe("ipv4", COUNT, Integer::valueOf).ifPresent(pkg::ipv4);
        maybe("ipv6", COUNT, Integer::valueOf).ifPresent(pkg::ipv6);
        maybe("rate", LIMIT, PackageKeys::limit).ifPresent(pkg::netRate);
        maybe("firewall", "on or off", PackageKeys::firewall).ifPresent(pkg::firewall);
        return keys.made(prefix + "*", pkg::build);
    }

    private Optional<AdditionalDisk> extraDisk(PackageSpec base) {
        Optional<AdditionalDisk> before = base.additionalDisk();
        Optional<String> format = maybe("extra.format", "raw or qcow2", PackageKeys::format)
                .or(() -> before.flatMap(AdditionalDisk::format));
        DiskLimits limits = limits("extra.", before.map(AdditionalDisk::limits).orElse(DiskLimits.unlimited()));
        Optional<ByteSize> size = maybe("extra.disk", "whole GiB such as 4G", PackageKeys::wholeGib)
                .or(() -> before.map(AdditionalDisk::size));
        return size.map(bytes -> new AdditionalDisk(bytes, format, limits));
    }

    private DiskLimits limits(String disk, DiskLimits base) {
        return new DiskLimits(
                maybe(disk + "iops.read", LIMIT, PackageKeys::limit).orElse(base.iopsRead()),
                maybe(disk + "iops.write", LIMIT, PackageKeys::limit).orElse(base.iopsWrite()),
                maybe(disk + "mbps.read", LIMIT, PackageKeys::limit).orElse(base.mbpsRead()),
                maybe(disk + "mbps.write", LIMIT, PackageKeys::limit).orElse(base.mbpsWrite()));
    }

    private <T> Optional<T> maybe(String name, String expected, Function<String, T> parser) {
        return keys.maybe(prefix + name, expected, parser);
    }

    private static Limit limit(String text) {
        return text.equals("unlimited") ? Limit.unlimited() : Limit.of(Long.parseLong(text));
    }

    private static ByteSize wholeGib(String text) {
        return new AdditionalDisk(ByteSize.parse(text), Optional.empty(), DiskLimits.unlimited()).size();
    }

    private static String format(String text) {
        if (!text.equals("raw") && !text.equals("qcow2")) {
            throw new IllegalArgumentException("format: " + text);
        }
        return text;
    }

    private static FirewallSpec firewall(String text) {
        return switch (text) {
            case "on" -> FirewallSpec.defaults();
            case "off" -> FirewallSpec.off();
            default -> throw new IllegalArgumentException("firewall: " + text);
        };
    }
}
