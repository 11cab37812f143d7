package dev.vmlifecycle.proxmox.simulator;

import java.util.Locale;

/** Progress as the copy tool prints it. */
final class ProgressText {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private ProgressText() {}

    static String transferred(long done, long total) {
        double percent = total == 0 ? 100 : 100.0 * done / total;
        return String.format(Locale.ROOT, "transferred %s of %s (%.2f%%)", size(done), size(total), percent);
    }

    private static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
