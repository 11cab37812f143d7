package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Pause;
import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.store.ReserveVmid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Draws operations from a seed; looks at one store's present rows so that many of them take effect. */
final class RandomOperations {
    private static final List<IpPool> POOLS = List.of(
            IpPool.of("a", Cidr.parse("192.0.2.0/29")).build(),
            IpPool.of("b", Cidr.parse("198.51.100.0/30")).build(),
            IpPool.of("six", Cidr.parse("2001:db8::/125")).build());

    private final Random random;
    private final RandomCommits commits;

    RandomOperations(long seed) {
        this.random = new Random(seed);
        this.commits = new RandomCommits(random);
    }

    /** One call, to be made on each store. */
    record Operation(String name, Function<EngineStore, Object> action) {}

    long pause() {
        return random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(3);
    }

    Operation next(EngineStore looked) {
        String key = "vm" + random.nextInt(6);
        Optional<Instance> row = looked.find(key);
        int draw = random.nextInt(100);
        if (row.isEmpty() || draw < 3) {
            return insert(key);
        }
        boolean free = row.get().lease().owner().isEmpty();
        if (draw < 10 || (free && draw < 60)) {
            return claim();
        }
        Fence fence = fence(row.get());
        if (draw < 55) {
            StepCommit commit = commits.next(row.get());
            return new Operation("commit " + fence + " " + commit, store -> store.commit(fence, commit));
        }
        if (draw < 60) {
            return steering(row.get());
        }
        return draw < 75 ? reservation(fence) : small(draw, fence, row.get());
    }

    private Operation steering(Instance row) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Optional<String> step =
                random.nextInt(3) == 0 ? Optional.of(row.pointer().state()) : Optional.empty();
        Optional<Pause> pause = random.nextInt(3) == 0 ? Optional.of(new Pause("admin", now, step)) : Optional.empty();
        Instance.Pointer to = random.nextInt(3) == 0 ? new Instance.Pointer("deploy", "set_ip", 1) : row.pointer();
        Steering steering = new Steering(to, pause, random.nextInt(4) == 0, random.nextInt(4) == 0);
        List<NewEvent> events = commits.events();
        return new Operation("steer " + row.key() + " " + steering, store -> store.steer(row, steering, events));
    }

    private Operation insert(String key) {
        Duration dueIn = Duration.ofMillis(random.nextInt(5000));
        NewInstance instance =
                new NewInstance(key, "deploy", "creation", 1, "{}", dueIn, commits.commands(key), commits.events());
        return new Operation("insert " + key, store -> store.insert(instance));
    }

    private Operation claim() {
        String owner = "worker" + random.nextInt(3);
        int max = random.nextInt(5);
        Duration lease = Duration.ofMillis(1 + random.nextInt(10_000));
        return new Operation("claim " + owner + " " + max, store -> store.claim(owner, max, lease));
    }

    /** Mostly the holder's, sometimes one that is wrong or lost. */
    private Fence fence(Instance row) {
        String owner = row.lease().owner().orElse("worker" + random.nextInt(3));
        long epoch = row.lease().epoch() - (random.nextInt(8) == 0 ? 1 : 0);
        return new Fence(row.key(), epoch, owner);
    }

    private Operation reservation(Fence fence) {
        if (random.nextInt(3) == 0) {
            AcquirePermit ask = new AcquirePermit(fence.key(), PermitName.of("clone"), PermitLimit.of(2));
            return new Operation(ask.toString(), store -> store.call(fence, ask));
        }
        if (random.nextInt(3) == 0) {
            Set<Vmid> refused = random.nextInt(3) == 0 ? Set.of(new Vmid(100 + random.nextInt(4))) : Set.of();
            ReserveVmid ask =
                    new ReserveVmid(fence.key(), "ams1", new Vmid(100), new Vmid(104), refused, Duration.ofMinutes(1));
            return new Operation(ask.toString(), store -> store.call(fence, ask));
        }
        IpFamily family = random.nextInt(3) == 0 ? IpFamily.V6 : IpFamily.V4;
        ReserveAddresses ask = new ReserveAddresses(fence.key(), family, random.nextInt(4), POOLS);
        return new Operation(fence.key() + " addresses " + family + " " + ask.count(), store -> store.call(fence, ask));
    }

    private Operation small(int draw, Fence fence, Instance row) {
        if (draw < 80) {
            Duration lease = Duration.ofMillis(random.nextInt(10_000));
            return new Operation("renew " + fence, store -> store.renew(List.of(fence), lease));
        }
        if (draw < 83) {
            return new Operation("release " + fence, store -> {
                store.release(fence);
                return "released";
            });
        }
        if (draw < 87) {
            Optional<String> text = random.nextBoolean() ? Optional.of("note" + draw) : Optional.empty();
            return new Operation("checkpoint " + fence, store -> {
                store.saveCheckpoint(fence, text);
                return "saved";
            });
        }
        if (draw < 90) {
            return new Operation("retry " + row.key(), store -> store.retryNow(row.key()));
        }
        return draw < 93 ? outboxResult() : request(row);
    }

    private Operation outboxResult() {
        String id = commits.notificationId();
        boolean delivered = random.nextBoolean();
        return new Operation("outbox " + id + " " + delivered, store -> {
            store.outboxResult(id, delivered);
            return "noted";
        });
    }

    private Operation request(Instance row) {
        Request request = new Request(0, "change_package", random.nextBoolean(), "{}", "admin", Instant.EPOCH);
        List<NewEvent> events = commits.events();
        return new Operation(
                "request " + row.key() + " " + request.preempts(), store -> store.request(row, request, events));
    }
}
