package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.base.Plan.Part;
import dev.vmlifecycle.dns.plugin.ZoneLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One call of {@code apply}: rounds of read, plan, write and verify, until every change has its result.
 *
 * <p>A round that could not finish leaves its changes to the next one, which reads anew: so nothing is ever repeated
 * blindly, and a lost answer costs a read.
 */
final class BatchRun {

    // what one of these says of one edit, it says of all
    private static final Set<Kind> CONCERNS_ALL =
            EnumSet.of(Kind.AUTH, Kind.ZONE_NOT_FOUND, Kind.READ_ONLY_ZONE, Kind.RATE_LIMITED, Kind.UNREACHABLE);
    // beyond any deadline that makes sense, and still a number of nanoseconds
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final BatchProvider provider;
    private final ZoneRef zone;
    private final List<Change> changes;
    private final CallLimits limits;
    private final Patience patience;
    private final ChangeResult[] results;
    private final Set<Integer> written = new HashSet<>();
    private final Set<Integer> unsent = new HashSet<>();
    private DnsError reason = DnsError.of(Kind.TRANSIENT, "records: changing all the time (expected: at rest)");

    BatchRun(BatchProvider provider, ZoneRef zone, List<Change> changes, CallLimits limits) {
        this.provider = provider;
        this.zone = zone;
        this.changes = List.copyOf(changes);
        this.limits = limits;
        this.patience = new Patience(provider.context(), limits);
        this.results = new ChangeResult[changes.size()];
    }

    List<ChangeResult> run() {
        List<Integer> pending = new ArrayList<>(IntStream.range(0, changes.size())
                .filter(this::isAdmitted)
                .boxed()
                .toList());
        while (!pending.isEmpty()) {
            Optional<DnsError> over = patience.over();
            if (over.isPresent()) {
                failAll(pending, over.get());
                break;
            }
            pending = round(pending);
            if (!pending.isEmpty() && !patience.waitAfter(reason)) {
                giveUp(pending, patience.over().orElse(reason));
                break;
            }
        }
        finish();
        return List.of(results);
    }

    private boolean isAdmitted(int number) {
        Change change = changes.get(number);
        Optional<DnsError> refusal = Plan.outside(zone.name(), change.name());
        if (refusal.isEmpty() && !provider.capabilities().types().contains(change.type())) {
            refusal = Optional.of(DnsError.of(
                    Kind.UNSUPPORTED,
                    "record type: " + change.type() + " (expected: one of "
                            + new TreeSet<>(provider.capabilities().types()) + ")"));
        }
        refusal.ifPresent(error -> fail(number, error));
        return refusal.isEmpty();
    }

    /** The changes that have to be tried again, in their order. */
    private List<Integer> round(List<Integer> pending) {
        WriteStyle style = provider.writeStyle();
        if (style == WriteStyle.MERGES) {
            return attempt(pending, style);
        }
        Duration left = patience.left();
        try {
            Optional<ZoneLocks.Held> lock = provider.context()
                    .locks()
                    .take(
                            provider.connection(),
                            zone.name(),
                            left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT,
                            limits);
            if (lock.isEmpty()) {
                failAll(pending, DnsError.of(Kind.TRANSIENT, "zone: " + zone + " is being written (expected: a turn)"));
                return List.of();
            }
            try {
                return attempt(pending, style);
            } finally {
                lock.get().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return pending;
        }
    }

    private List<Integer> attempt(List<Integer> pending, WriteStyle style) {
        unsent.clear();
        Map<DnsName, List<StoredRecord>> found;
        try {
            Set<DnsName> names = new LinkedHashSet<>();
            pending.forEach(number -> names.add(changes.get(number).name()));
            found = provider.fetch(zone, names, limits);
        } catch (DnsException e) {
            reason = e.error();
            return pending;
        } catch (RuntimeException e) {
            failAll(pending, provider.defect(e));
            return List.of();
        }
        Plan plan = Plan.of(changes, pending, provider.capabilities(), found);
        List<Part> parts = plan.parts();
        plan.noops.forEach(this::succeed);
        plan.refused.forEach(this::fail);
        Writing writing = new Writing(parts, style);
        writing.run();
        List<Integer> again = new ArrayList<>(writing.again);
        if (style == WriteStyle.OVERWRITES) {
            again.addAll(lost(writing.done));
        }
        writing.done.stream()
                .flatMap(part -> part.changes().stream())
                .filter(number -> !again.contains(number))
                .forEach(this::succeed);
        again.sort(null);
        return again;
    }

    /** What was written and is not there: somebody wrote what he had read before. */
    private List<Integer> lost(List<Part> done) {
        if (done.isEmpty()) {
            return List.of();
        }
        Set<DnsName> names = new LinkedHashSet<>();
        done.forEach(part -> names.add(part.edit().key().name()));
        Map<DnsName, List<StoredRecord>> now;
        try {
            now = provider.fetch(zone, names, limits);
        } catch (RuntimeException e) {
            // the server said it was written, and nothing says otherwise
            return List.of();
        }
        return done.stream()
                .filter(part -> !part.edit()
                        .isDone(now.getOrDefault(part.edit().key().name(), List.of()).stream()
                                .filter(record ->
                                        record.type().equals(part.edit().key().type()))
                                .toList()))
                .flatMap(part -> part.changes().stream())
                .toList();
    }

    private void finish() {
        written.removeIf(number -> !results[number].isOk());
        if (written.isEmpty()) {
            return;
        }
        try {
            provider.finish(zone, limits);
        } catch (DnsException e) {
            written.forEach(number -> fail(number, e.error()));
        } catch (RuntimeException e) {
            written.forEach(number -> fail(number, provider.defect(e)));
        }
    }

    private void succeed(int number) {
        Change change = changes.get(number);
        results[number] = written.contains(number) ? ChangeResult.applied(change) : ChangeResult.noop(change);
    }

    private void fail(int number, DnsError error) {
        results[number] = ChangeResult.failed(changes.get(number), error);
    }

    private void giveUp(List<Integer> numbers, DnsError error) {
        for (int number : numbers) {
            if (unsent.contains(number) && CONCERNS_ALL.contains(error.kind())) {
                results[number] = ChangeResult.skipped(changes.get(number), error);
            } else {
                fail(number, error);
            }
        }
    }

    private void failAll(List<Integer> numbers, DnsError error) {
        numbers.forEach(number -> fail(number, error));
    }

    /** The writes of one round. */
    private final class Writing {

        private final List<Part> parts;
        private final WriteStyle style;
        private final List<Part> done = new ArrayList<>();
        private final List<Integer> again = new ArrayList<>();
        private boolean stopped;

        Writing(List<Part> parts, WriteStyle style) {
            this.parts = parts;
            this.style = style;
        }

        void run() {
            int size = provider.editsPerWrite();
            for (int from = 0; from < parts.size(); from += size) {
                write(parts.subList(from, Math.min(parts.size(), from + size)));
            }
        }

        private void write(List<Part> chunk) {
            if (stopped || patience.over().isPresent()) {
                chunk.forEach(part -> {
                    again.addAll(part.changes());
                    unsent.addAll(part.changes());
                });
                return;
            }
            DnsError error;
            try {
                provider.write(zone, chunk.stream().map(Part::edit).toList(), style, limits);
                chunk.forEach(part -> written.addAll(part.effective()));
                done.addAll(chunk);
                return;
            } catch (StaleRecordsException e) {
                reason = e.error();
                chunk.forEach(part -> again.addAll(part.changes()));
                return;
            } catch (DnsException e) {
                error = e.error();
            } catch (RuntimeException e) {
                error = provider.defect(e);
            }
            failed(chunk, error);
        }

        private void failed(List<Part> chunk, DnsError error) {
            if (CONCERNS_ALL.contains(error.kind()) || error.kind() == Kind.TRANSIENT) {
                stopped = true;
                reason = error;
                if (error.kind() == Kind.TRANSIENT || error.kind() == Kind.UNREACHABLE) {
                    // the answer may have got lost after the effect
                    chunk.forEach(part -> written.addAll(part.effective()));
                }
                chunk.forEach(part -> again.addAll(part.changes()));
            } else if (chunk.size() > 1) {
                write(chunk.subList(0, chunk.size() / 2));
                write(chunk.subList(chunk.size() / 2, chunk.size()));
            } else if (chunk.get(0).changes().size() > 1) {
                oneByOne(chunk.get(0));
            } else {
                failAll(chunk.get(0).changes(), error);
            }
        }

        /** One of several changes of a set was refused; which one, only trying tells. */
        private void oneByOne(Part part) {
            DnsName name = part.edit().key().name();
            for (int number : part.changes()) {
                try {
                    Map<DnsName, List<StoredRecord>> found = provider.fetch(zone, Set.of(name), limits);
                    Plan plan = Plan.of(changes, List.of(number), provider.capabilities(), found);
                    List<Part> single = plan.parts();
                    plan.noops.forEach(BatchRun.this::succeed);
                    plan.refused.forEach(BatchRun.this::fail);
                    if (!single.isEmpty()) {
                        write(single);
                    }
                } catch (DnsException e) {
                    reason = e.error();
                    again.add(number);
                } catch (RuntimeException e) {
                    fail(number, provider.defect(e));
                }
            }
        }
    }
}
