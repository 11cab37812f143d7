package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.ReleasePermits;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.RunStatus;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Draws commits and what may go with them. */
final class RandomCommits {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;

    RandomCommits(Random random) {
        this.random = random;
    }

    StepCommit next(Instance row) {
        return new StepCommit(
                row.log().lastCommit() + oneOf(List.of(1, 1, 1, 1, 1, 1, 1, 0, 2)),
                new Pointer(random.nextInt(9) == 0 ? "terminate" : "deploy", "state" + random.nextInt(5), 1),
                new Tries(random.nextInt(5), random.nextInt(5), random.nextInt(5), Instant.EPOCH),
                random.nextBoolean(),
                maybe(2, () -> Duration.ofMillis(random.nextInt(10_000))),
                maybe(2, () -> "checkpoint"),
                maybe(2, () -> "{\"n\":" + random.nextInt(100) + "}"),
                maybe(3, () -> StepError.of(ErrorKind.TRANSIENT, "error " + random.nextInt(3))),
                maybe(15, () -> "held"),
                random.nextInt(5) == 0,
                row.request().map(Request::id).filter(id -> random.nextBoolean()),
                Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(10_000)),
                maybe(2, () -> run(row.log().lastRun())),
                events(),
                notifications(),
                commands(row.key()));
    }

    List<NewEvent> events() {
        return some(3, () -> new NewEvent("type" + random.nextInt(3), "text"));
    }

    String notificationId() {
        return "n" + random.nextInt(30);
    }

    List<StoreCommand> commands(String key) {
        return some(3, () -> command(key));
    }

    private List<Notification> notifications() {
        return some(3, () -> new Notification(notificationId(), "vm_ready", "text " + random.nextInt(10)));
    }

    private RunWrite run(long lastRun) {
        RunWrite.Mode mode = random.nextBoolean() ? RunWrite.Mode.OPEN : oneOf(List.of(RunWrite.Mode.values()));
        long wrong = random.nextInt(15) == 0 ? 1 : 0;
        StepLine line = new StepLine(
                "from",
                "label",
                "success",
                "to",
                "",
                Duration.ofNanos(random.nextLong(5_000_000_000L)),
                START.plusNanos(random.nextLong(9_000_000_000L)),
                some(3, () -> "line " + random.nextInt()));
        return new RunWrite(
                mode,
                lastRun + (mode == RunWrite.Mode.OPEN ? 1 : 0) + wrong,
                "deploy",
                START.minusNanos(random.nextLong(5_000_000_000L)),
                oneOf(List.of(RunStatus.values())),
                maybe(2, () -> "error"),
                maybe(2, () -> "fold" + random.nextInt(2)),
                line);
    }

    private StoreCommand command(String key) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? ReleasePermits.allOf(key) : ReleasePermits.placesOf(key);
        }
        return switch (random.nextInt(7)) {
            case 0 ->
                new SaveVmRow(new VmRow(
                        key,
                        "ams1",
                        maybe(2, () -> new Vmid(100 + random.nextInt(5))),
                        maybe(2, () -> NodeName.of("pve1")),
                        key + ".example.com"));
            case 1 -> new RetireVmid(key, Duration.ofMillis(random.nextInt(50_000)));
            case 2 -> new MarkLeaving(key, some(4, () -> IpAddress.parse("192.0.2." + (1 + random.nextInt(6)))));
            case 3 -> new ReleaseAddresses(key, random.nextBoolean(), Duration.ofMillis(random.nextInt(50_000)));
            case 4 ->
                new ReplaceRepairs(
                        key,
                        some(3, this::entry).stream()
                                .distinct()
                                .map(this::failed)
                                .toList());
            default -> new LedgerChange(key, some(3, this::entry), some(3, this::entry));
        };
    }

    private ReplaceRepairs.Failed failed(LedgerEntry entry) {
        Duration dueIn = Duration.ofMillis(random.nextInt(50_000));
        return new ReplaceRepairs.Failed(entry, random.nextBoolean(), 1 + random.nextInt(9), dueIn, "no answer");
    }

    private LedgerEntry entry() {
        DnsName name = DnsName.parse("vm" + random.nextInt(3) + ".example.com");
        return new LedgerEntry(
                "main", DnsName.parse("example.com"), name, RecordType.A, "192.0.2." + random.nextInt(3));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> Optional<T> maybe(int oneIn, Supplier<T> value) {
        return random.nextInt(oneIn) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(int below, Supplier<T> value) {
        List<T> drawn = new ArrayList<>();
        for (int left = random.nextInt(below); left > 0; left--) {
            drawn.add(value.get());
        }
        return drawn;
    }
}
