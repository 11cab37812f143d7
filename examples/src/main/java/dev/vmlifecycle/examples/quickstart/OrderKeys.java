package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.examples.config.PoolKeys;
import dev.vmlifecycle.examples.config.SecretKeys;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.GuestAccess;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.VmKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is to be walked: everything but the connection. */
final class OrderKeys {
    private static final int LONGEST_SETTLE = 3600;
    private static final Duration PROXMOX_SETTLE = Duration.ofSeconds(60);

    private final Keys keys;
    private final SecretKeys secrets;

    OrderKeys(Keys keys, SecretKeys secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    Optional<Order> read() {
        Optional<VmKey> key = keys.need("service", "your own id of the VM, such as 42", VmKey::of);
        Optional<DnsName> fqdn = keys.need("fqdn", "a host name such as vm42.example.com", OrderKeys::hostname);
        List<IpPool> pools = new ArrayList<>();
        PoolKeys.v4(keys).ifPresent(pools::add);
        PoolKeys.v6(keys).ifPresent(pools::add);
        Optional<PackageSpec> pkg = PackageKeys.deployed(keys);
        // Read in any case: keys that were never asked for would count as unknown.
        Optional<PackageSpec> changed = PackageKeys.changed(keys, pkg.orElseGet(PackageKeys::smallest));
        Optional<Placement> placement = new PlacementKeys(keys).read(pools);
        List<DnsName> zones = keys.list("dns.zones", "zone names with commas between", DnsName::parse);
        GuestAccess access = access();
        Optional<Secret> password = secrets.maybe("guest.password");
        Duration settle = keys.maybe("settle", "whole seconds, 0 to 3600", OrderKeys::seconds)
                .orElse(PROXMOX_SETTLE);
        if (key.isEmpty() || fqdn.isEmpty() || pkg.isEmpty() || changed.isEmpty() || placement.isEmpty()) {
            return Optional.empty();
        }
        DeployRequest request = new DeployRequest(key.get(), fqdn.get(), pkg.get(), placement.get(), access);
        return Optional.of(new Order(request, changed.get(), pools, zones, password, settle));
    }

    private static DnsName hostname(String text) {
        return DnsName.parse(text).requireHostname();
    }

    private static Duration seconds(String text) {
        int seconds = Integer.parseInt(text);
        if (seconds < 0 || seconds > LONGEST_SETTLE) {
            throw new IllegalArgumentException("seconds: " + text);
        }
        return Duration.ofSeconds(seconds);
    }

    private GuestAccess access() {
        String user = keys.maybe("guest.user", "a user name", text -> text).orElse("");
        List<String> sshKeys = new ArrayList<>();
        keys.maybe("guest.ssh-key", "type base64 [comment]", OrderKeys::sshKey).ifPresent(sshKeys::add);
        keys.maybe("guest.ssh-keys.file", "a readable file, a key a line", OrderKeys::sshKeys)
                .ifPresent(sshKeys::addAll);
        return new GuestAccess(user, sshKeys);
    }

    private static String sshKey(String text) {
        return new GuestAccess("", List.of(text)).sshKeys().get(0);
    }

    private static List<String> sshKeys(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(OrderKeys::sshKey)
                    .toList();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("file: " + file, e);
        }
    }
}
