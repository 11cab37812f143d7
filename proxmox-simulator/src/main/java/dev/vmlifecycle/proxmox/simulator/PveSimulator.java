package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Proxmox VE cluster in process, behaving as recorded on 8.4.1.
 *
 * <p>{@link #handle} is a function of the world and an instant: no thread, no clock, seeded randomness, so that the same calls at the
 * same instants give the same answers. Tasks and guests act at their own instants as soon as time is seen to have passed them. Time
 * never runs backwards: an earlier instant is taken for the latest one seen.
 *
 * <p>Thread-safe: calls are handled one after another.
 */
public final class PveSimulator implements AutoCloseable {

    private static final long EARLIEST_MS =
            Instant.parse("1970-01-02T00:00:00Z").toEpochMilli();
    private static final long LATEST_MS = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    private final Cluster cluster;
    private final AccessSeed access;
    private final Optional<Path> savedAt;
    private final Duration refusalDelay;
    private final Faults faults;
    private final RequestLog requests = new RequestLog();
    private World world;
    private Door door;
    private @Nullable WorldOwner owner;
    private boolean closed;

    private PveSimulator(
            Cluster cluster, AccessSeed access, State state, Optional<Path> savedAt, Duration refusalDelay) {
        this.faults = new Faults(state.random);
        this.cluster = cluster;
        this.access = access;
        this.savedAt = savedAt;
        this.refusalDelay = refusalDelay;
        this.world = new World(cluster, state);
        this.door = new Door(world, refusalDelay);
        access.applyTo(state.access);
    }

    /** {@return a builder for a cluster} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers one request.
     *
     * <p>Whatever is asked, there is an answer; a failure of the simulator's own, or of a {@link Fault}'s deed, is a 500 that begins
     * with "simulator failed" and a line in the log.
     *
     * @param request the request
     * @param now the present; tasks due by then have acted before the request is looked at. Instants before 1970 and after 9998 are
     *     taken for the nearest within
     * @return the answer, or a dropped connection when a fault says so
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized SimResponse handle(SimRequest request, Instant now) {
        Objects.requireNonNull(request, "request");
        checkOpen();
        try {
            return answered(request, millis(now));
        } catch (RuntimeException | StackOverflowError e) {
            return door.failed(request, e);
        }
    }

    private SimResponse answered(SimRequest request, long nowMs) {
        world.advanceTo(nowMs);
        String path = Door.apiPath(request);
        SimResponse response = faults.take(request.method(), path)
                .map(fault -> Strike.by(fault, world, operator(), door, () -> door.answer(request)))
                .orElseGet(() -> door.answer(request));
        Map<String, String> params = response.status() == 506 ? Map.of() : paramsOf(request);
        requests.add(new RecordedRequest(
                request.method(), path, params, response.status(), Instant.ofEpochMilli(world.now())));
        if (!request.method().equals("GET")) {
            saveIfAsked();
        }
        return response;
    }

    private static long millis(Instant now) {
        return Math.max(EARLIEST_MS, Math.min(LATEST_MS, Whole.millis(now)));
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("simulator: closed (expected: open)");
        }
    }

    private static Map<String, String> paramsOf(SimRequest request) {
        try {
            return Door.params(request);
        } catch (ApiError e) {
            return Map.of();
        }
    }

    /**
     * Lets time pass without a request.
     *
     * @param now the present
     */
    public synchronized void advanceTo(Instant now) {
        checkOpen();
        world.advanceTo(millis(now));
    }

    /** {@return an immutable picture of the world as of the latest instant seen} */
    public synchronized WorldSnapshot world() {
        return Snapshots.of(world);
    }

    /** {@return the requests so far} */
    public RequestLog requests() {
        return requests;
    }

    /** {@return the faults to come} */
    public Faults faults() {
        return faults;
    }

    /** {@return somebody with root on the nodes, who changes the world without asking the API} */
    public Operator operator() {
        return new Operator(this);
    }

    synchronized <T> T touch(Function<World, T> change) {
        checkOpen();
        T result = change.apply(world);
        saveIfAsked();
        return result;
    }

    /**
     * Writes the whole world, tasks under way included, into one file, replacing it atomically.
     *
     * @param file where to
     * @throws IllegalStateException when another simulator keeps its world there
     * @throws java.io.UncheckedIOException when it cannot be written
     */
    public synchronized void save(Path file) {
        if (!savedAt.equals(Optional.of(file))) {
            WorldOwner.checkFree(file);
        }
        WorldFile.write(world.state, file);
    }

    /**
     * Replaces the world by a saved one; nodes and storages stay those of the builder, its users and tokens are there again.
     *
     * @param file where from
     * @throws java.io.UncheckedIOException when it is no saved world of this format's version, or one with other nodes or storages
     */
    public synchronized void load(Path file) {
        World loaded = WorldFile.read(file, cluster);
        access.applyTo(loaded.state.access);
        world = loaded;
        door = new Door(world, refusalDelay);
    }

    private void saveIfAsked() {
        savedAt.ifPresent(file -> WorldFile.write(world.state, file));
    }

    /**
     * Gives the file of its world up, for another simulator to go on with. From then on calls are refused. A simulator that keeps its
     * world nowhere needs no closing. Idempotent.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (owner != null) {
            owner.close();
            owner = null;
        }
    }

    /**
     * Describes a cluster. Without any setting: nodes {@code pve1} and {@code pve2} with bridge {@code vmbr0}, one directory storage
     * {@code local} on each, no templates, the token {@code root@pam!sim} with {@link #DEFAULT_SECRET}, version 8.4.1, seed 1, recorded
     * times and guests.
     */
    public static final class Builder {

        /** The secret of the token every simulator has unless others are given. */
        public static final String DEFAULT_SECRET = "00000000-0000-0000-0000-000000000000";

        private final Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        private final Map<String, StorageSpec> storages = new LinkedHashMap<>();
        private final AccessSeed access = new AccessSeed();
        private final Map<String, TaskDuration> durations = new LinkedHashMap<>();
        private PveVersion version = PveVersion.V8_4;
        private Duration refusalDelay = Duration.ZERO;
        private final List<TemplateSpec> templates = new ArrayList<>();
        private TaskTimes times = TaskTimes.recorded();
        private GuestBehaviour guest = GuestBehaviour.recorded();
        private String clusterName = "sim";
        private long seed = 1;
        private Optional<Path> savedAt = Optional.empty();

        private Builder() {}

        /**
         * Names the cluster; {@code sim} unless set.
         *
         * @param name as {@code /cluster/status} shows it
         * @return this
         */
        public Builder clusterName(String name) {
            clusterName = Objects.requireNonNull(name, "cluster name");
            return this;
        }

        /**
         * Adds nodes; each name once. One that an earlier call added is replaced, so that a prepared world can be made otherwise.
         *
         * @param specs the nodes
         * @return this
         */
        public Builder nodes(NodeSpec... specs) {
            Map<String, NodeSpec> added = new LinkedHashMap<>();
            for (NodeSpec spec : specs) {
                Expect.once("node", added, Objects.requireNonNull(spec, "node").name(), spec);
            }
            nodes.putAll(added);
            return this;
        }

        /**
         * Adds storages; each id once.
         *
         * @param specs the storages
         * @return this
         */
        public Builder storages(StorageSpec... specs) {
            for (StorageSpec spec : specs) {
                Expect.once(
                        "storage",
                        storages,
                        Objects.requireNonNull(spec, "storage").id(),
                        spec);
            }
            return this;
        }

        /**
         * Adds templates; each VMID once.
         *
         * @param specs the templates
         * @return this
         */
        public Builder templates(TemplateSpec... specs) {
            templates.addAll(List.of(specs));
            return this;
        }

        /**
         * Adds an API token with all rights.
         *
         * @param token user, exclamation mark, name, for example {@code root@pam!panel}
         * @param secret its value
         * @return this
         */
        public Builder token(String token, String secret) {
            access.token(token, secret, false);
            return this;
        }

        /**
         * Adds a user with a password and no rights of its own; {@code root@pam} has all. The password is known to whoever reads the
         * world's file.
         *
         * @param userid name and realm, for example {@code panel@pve}
         * @param password for {@code POST /access/ticket}
         * @return this
         */
        public Builder user(String userid, String password) {
            access.user(userid, password);
            return this;
        }

        /**
         * Gives a user a second factor: time-based codes.
         *
         * @param userid a user added before
         * @param secret shared secret in Base32
         * @return this
         */
        public Builder totp(String userid, String secret) {
            access.totp(userid, secret);
            return this;
        }

        /**
         * Adds an API token that has no rights until they are granted to it, and never more than its user.
         *
         * @param token user, exclamation mark, name
         * @param secret its value
         * @return this
         */
        public Builder separatedToken(String token, String secret) {
            access.token(token, secret, true);
            return this;
        }

        /**
         * Adds a role.
         *
         * @param role its name
         * @param privileges what it holds
         * @return this
         */
        public Builder role(String role, String... privileges) {
            access.role(role, List.of(privileges));
            return this;
        }

        /**
         * Grants a role, to everything below the path too.
         *
         * @param path for example {@code /vms/100} or {@code /}
         * @param subject a user, or a token with its exclamation mark
         * @param role a role added before or one of Proxmox's own
         * @return this
         */
        public Builder grant(String path, String subject, String role) {
            access.grant(path, subject, role);
            return this;
        }

        /**
         * Sets the Proxmox VE line; 8.4 unless set.
         *
         * @param line the line
         * @return this
         */
        public Builder version(PveVersion line) {
            version = Objects.requireNonNull(line, "version");
            return this;
        }

        /**
         * Lets refusals of a login take as long as the real server's: three seconds. Off unless set.
         *
         * @return this
         */
        public Builder delayedRefusals() {
            refusalDelay = Duration.ofSeconds(3);
            return this;
        }

        /**
         * Sets how long one type of task takes, whatever {@link #times} says.
         *
         * @param type for example {@code qmclone}
         * @param duration the time
         * @return this
         */
        public Builder duration(String type, TaskDuration duration) {
            Expect.oneOf("task type", type, TaskPrograms.all().keySet());
            durations.put(type, Objects.requireNonNull(duration, "duration"));
            return this;
        }

        /**
         * Sets how long tasks take.
         *
         * @param durations the times
         * @return this
         */
        public Builder times(TaskTimes durations) {
            times = Objects.requireNonNull(durations, "times");
            return this;
        }

        /**
         * Sets how guests react unless the operator says otherwise for one VM.
         *
         * @param behaviour of new VMs
         * @return this
         */
        public Builder guest(GuestBehaviour behaviour) {
            guest = Objects.requireNonNull(behaviour, "guest");
            return this;
        }

        /**
         * Sets the seed of all randomness.
         *
         * @param value any
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Keeps the world in a file: read at the start if it exists, written after every change, before the answer. One simulator
         * at a time keeps it, over all processes: until it is closed, or its process ends.
         *
         * @param file one JSON file; beside it lie {@code .lock} and for moments {@code .tmp}
         * @return this
         */
        public Builder keptIn(Path file) {
            savedAt = Optional.of(Objects.requireNonNull(file, "file"));
            return this;
        }

        /**
         * {@return the simulator}
         *
         * @throws IllegalArgumentException for a description that cannot be: the value, then what was expected
         * @throws IllegalStateException when another simulator keeps the world's file
         * @throws java.io.UncheckedIOException when the world's file is not one, or cannot be used
         */
        public PveSimulator build() {
            if (nodes.isEmpty()) {
                nodes(NodeSpec.named("pve1"), NodeSpec.named("pve2"));
            }
            if (storages.isEmpty()) {
                storages(StorageSpec.dir("local"));
            }
            access.defaultToken("root@pam!sim", DEFAULT_SECRET);
            access.check(version);
            Map<String, TaskDuration> all = new LinkedHashMap<>(times.byType());
            all.putAll(durations);
            Cluster cluster = new Cluster(clusterName, version, nodes, storages, all, guest);
            cluster.check(templates);
            State state = new State();
            state.random = seed;
            PveSimulator simulator = new PveSimulator(cluster, access, state, savedAt, refusalDelay);
            simulator.world.state.ticketKey = simulator.world.random.uuid();
            try {
                savedAt.ifPresent(file -> simulator.owner = WorldOwner.of(file));
                if (savedAt.isPresent() && Files.exists(savedAt.get())) {
                    simulator.load(savedAt.get());
                } else {
                    templates.forEach(template -> Templates.add(simulator.world, template));
                }
                return simulator;
            } catch (RuntimeException e) {
                simulator.close();
                throw e;
            }
        }
    }
}
