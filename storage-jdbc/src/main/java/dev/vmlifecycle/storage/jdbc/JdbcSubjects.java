package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.engine.SubjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What needs no claim, in transactions of the store's own or in one of the host's. */
final class JdbcSubjects implements SubjectStore {
    private final Runner runner;

    JdbcSubjects(Runner runner) {
        this.runner = runner;
    }

    @Override
    public Instant now() {
        return runner.read("read clock", Tx::now);
    }

    @Override
    public boolean insert(NewInstance instance) {
        return runner.answer("insert " + instance.key(), tx -> Commits.insert(tx, instance));
    }

    @Override
    public Optional<Instance> find(String key) {
        return runner.read("find " + key, tx -> InstanceRows.find(tx, key));
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return runner.read("list after " + afterKey, tx -> InstanceRows.list(tx, afterKey, limit));
    }

    @Override
    @SuppressWarnings("unchecked") // each call is answered with its own type argument, see VmTables
    public <R> R ask(StoreCall<R> call) {
        return (R) runner.<Object>read(call.getClass().getSimpleName(), tx -> VmTables.ask(tx, call));
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return runner.answer("request for " + seen.key(), tx -> Commits.request(tx, seen, request, events));
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return runner.answer("delete " + key, tx -> Commits.delete(tx, key, seen, commands));
    }

    @Override
    @SuppressWarnings("unchecked") // each call is answered with its own type argument, see VmTables
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        String what = call.getClass().getSimpleName() + " for " + key;
        return (Optional<R>) runner.<Optional<Object>>answer(what, tx -> Commits.administer(tx, key, call, events));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <R> R administer(StoreCall<R> call) {
        return (R) runner.<Object>answer(call.getClass().getSimpleName(), tx -> Commits.administer(tx, call));
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return runner.answer("steer " + seen.key(), tx -> Steerings.steer(tx, seen, steering, events));
    }

    @Override
    public boolean retryNow(String key) {
        return runner.answer("retry " + key, tx -> Claims.retryNow(tx, key));
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return runner.read("events of " + key, tx -> EventLog.read(tx, key, afterSeq, limit));
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return runner.read("runs of " + key, tx -> RunLog.newest(tx, key, limit));
    }
}
