package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.qemu.Snapshot;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Our names of snapshots. The name is the proof that one is ours, and what keeps a repeated call from making a second one. */
final class SnapshotNames {
    private static final Pattern OURS = Pattern.compile("vml-\\d{8}-\\d{6}");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("'vml-'yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SnapshotNames() {}

    /** The first name from an instant on that is not taken: a snapshot of the same second must not pass for the one asked for. */
    static SnapshotName free(Instant from, SnapshotTree tree) {
        Instant second = from;
        while (tree.find(at(second)).isPresent()) {
            second = second.plusSeconds(1);
        }
        return at(second);
    }

    private static SnapshotName at(Instant instant) {
        return SnapshotName.of(FORM.format(instant));
    }

    static boolean isOurs(SnapshotName name) {
        return OURS.matcher(name.value()).matches();
    }

    static List<Snapshot> ours(SnapshotTree tree) {
        return tree.snapshots().stream().filter(one -> isOurs(one.name())).toList();
    }

    /** When it is due for removal; empty when never, or when its age is unknown. */
    static Optional<Instant> expiry(Snapshot snapshot, Optional<Duration> lifetime) {
        return isOurs(snapshot.name())
                ? lifetime.flatMap(span -> snapshot.time().map(made -> made.plus(span)))
                : Optional.empty();
    }
}
