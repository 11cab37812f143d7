package dev.vmlifecycle.proxmox.task;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads exit statuses the way PVE::Tools::upid_read_status writes them. */
final class ExitStatus {

    private static final Pattern WARNINGS = Pattern.compile("WARNINGS: (\\d{1,9})");
    // what the server says when the log has no proper last line; "unable to open file '/etc/pve/…" is a real failure
    private static final List<String> LOST =
            List.of("unexpected status", "unable to get last line", "unable to read tail", "unable to open file - ");

    private ExitStatus() {}

    static TaskOutcome parse(String text) {
        if (text.equals("OK")) {
            return new TaskOutcome.Ok();
        }
        Matcher warnings = WARNINGS.matcher(text);
        if (warnings.matches()) {
            return new TaskOutcome.Warnings(Integer.parseInt(warnings.group(1)));
        }
        return LOST.stream().anyMatch(text::startsWith) ? new TaskOutcome.Unknown(text) : new TaskOutcome.Failed(text);
    }
}
