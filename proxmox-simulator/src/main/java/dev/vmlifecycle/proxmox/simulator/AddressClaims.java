package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which addresses VMs are given in {@code ipconfigN} and may send from by their {@code ipfilter-netN}: single ones and subnets. */
final class AddressClaims {

    private final List<Claim> singles = new ArrayList<>();
    private final List<Claim> subnets = new ArrayList<>();

    /** From the lowest to the highest address; {@code bits} tells IPv4 from IPv6. */
    private record Claim(int vmid, String text, int bits, BigInteger low, BigInteger high) {

        static Claim of(int vmid, String address, int length) {
            byte[] bytes = Networks.bytes(address);
            int bits = bytes.length * 8;
            int kept = Math.min(length, bits);
            BigInteger low = new BigInteger(1, Networks.mask(bytes, kept));
            BigInteger size = BigInteger.ONE.shiftLeft(bits - kept);
            String text = Networks.canonical(bytes) + (kept < bits ? "/" + kept : "");
            return new Claim(vmid, text, bits, low, low.add(size).subtract(BigInteger.ONE));
        }

        boolean overlaps(Claim other) {
            return vmid != other.vmid
                    && bits == other.bits
                    && low.compareTo(other.high) <= 0
                    && other.low.compareTo(high) <= 0;
        }

        String against(Claim other) {
            return "addresses " + text + " and " + other.text + ": VMs " + vmid + " and " + other.vmid
                    + " overlap (expected: apart)";
        }
    }

    AddressClaims(WorldSnapshot world) {
        world.vms()
                .forEach((vmid, vm) -> vm.config().forEach((key, value) -> {
                    if (key.matches("ipconfig\\d+")) {
                        Map<String, String> parts = PropertyString.parse(value).options();
                        own(vmid, parts.getOrDefault("ip", ""));
                        own(vmid, parts.getOrDefault("ip6", ""));
                    }
                }));
        world.firewalls()
                .forEach((vmid, file) -> file.ipsets().forEach((name, entries) -> {
                    if (name.startsWith("ipfilter-net")) {
                        entries.forEach(entry -> allowed(vmid, entry));
                    }
                }));
    }

    /** An address with the length of its network, which is not claimed. */
    private void own(int vmid, String text) {
        String address = text.replaceFirst("/.*", "");
        if (isLiteral(address)) {
            singles.add(Claim.of(vmid, address, Integer.MAX_VALUE));
        }
    }

    private void allowed(int vmid, String entry) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        if (!isLiteral(address)) {
            return;
        }
        int length = slash < 0 ? Integer.MAX_VALUE : Integer.parseInt(entry.substring(slash + 1));
        Claim claim = Claim.of(vmid, address, length);
        (claim.text().contains("/") ? subnets : singles).add(claim);
    }

    /** Words such as {@code dhcp} and names of aliases are none. */
    private static boolean isLiteral(String text) {
        return text.matches("\\d+(\\.\\d+){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    }

    /** Users of single addresses, by their shortest spelling. */
    Map<String, Set<Integer>> users() {
        Map<String, Set<Integer>> users = new TreeMap<>();
        singles.forEach(claim ->
                users.computeIfAbsent(claim.text(), key -> new TreeSet<>()).add(claim.vmid()));
        return users;
    }

    /** Subnets that reach into another VM's addresses. */
    List<String> overlaps() {
        List<String> overlaps = new ArrayList<>();
        for (int i = 0; i < subnets.size(); i++) {
            Claim subnet = subnets.get(i);
            singles.stream().filter(subnet::overlaps).map(subnet::against).forEach(overlaps::add);
            subnets.subList(i + 1, subnets.size()).stream()
                    .filter(subnet::overlaps)
                    .map(subnet::against)
                    .forEach(overlaps::add);
        }
        return overlaps;
    }
}
