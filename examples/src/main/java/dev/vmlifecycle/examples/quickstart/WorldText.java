package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.quickstart.WorldReport.Drive;
import dev.vmlifecycle.examples.quickstart.WorldReport.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A world report in lines. */
final class WorldText {

    private WorldText() {}

    static List<String> lines(WorldReport world) {
        List<String> lines = new ArrayList<>();
        lines.add("--- World after " + world.after().name().toLowerCase(Locale.ROOT) + " ---");
        world.vm().ifPresentOrElse(vm -> machine(lines, vm), () -> lines.add("  no VM"));
        lines.add("  allocated   " + joined(world.addresses()));
        lines.add("  guests      " + joined(world.guests()));
        world.requests().ifPresent(count -> lines.add("  requests    " + count + " so far"));
        lines.add("  DNS         "
                + (world.dns().isEmpty() ? "no records" : world.dns().size() + " record sets"));
        world.dns().forEach(rrset -> lines.add("      · " + rrset));
        return lines;
    }

    private static void machine(List<String> lines, Machine vm) {
        lines.add("  VM " + vm.title().vmid() + " on " + vm.title().node() + "  "
                + vm.title().name() + "  " + vm.title().power());
        vm.config().forEach((key, value) -> lines.add(row(key, value.strip())));
        vm.disks().forEach((slot, drive) -> lines.add(row(slot, text(drive))));
        lines.add(row("net0", joined(vm.network().net0())));
        lines.add(row("ipconfig0", joined(vm.network().ipconfig0())));
        lines.add(row("firewall", vm.network().firewall() ? "on" : "off"));
        lines.add(row("ipfilter-net0", joined(vm.network().ipset())));
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "    %-14s%s", name, value);
    }

    private static String text(Drive drive) {
        return drive.size() + " on " + drive.storage()
                + (drive.options().isEmpty() ? "" : "  " + joined(drive.options()));
    }

    private static String joined(Map<String, String> values) {
        return values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    private static String joined(List<String> values) {
        return values.isEmpty() ? "none" : String.join(", ", values);
    }
}
