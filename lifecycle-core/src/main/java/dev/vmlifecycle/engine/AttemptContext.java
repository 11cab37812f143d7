package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step sees during one attempt; collects its effects. */
final class AttemptContext implements StepContext {

    private static final int DETAILS = 200;

    private final EngineSettings<?> settings;
    private final Claim claim;
    private final Instance row;
    private final Attempt attempt;
    private final String label;
    private final List<NewEvent> events = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final List<StoreCommand> commands = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private final HeldPermits permits = new HeldPermits();
    private Optional<String> subject = Optional.empty();
    private Optional<String> checkpoint;

    AttemptContext(EngineSettings<?> settings, Claim claim, Attempt attempt, String label) {
        this.settings = settings;
        this.claim = claim;
        this.row = claim.instance();
        this.attempt = attempt;
        this.label = label;
        this.checkpoint = row.checkpoint();
    }

    Effects effects() {
        return new Effects(subject, events, notifications, commands);
    }

    List<String> details() {
        return List.copyOf(details);
    }

    HeldPermits permits() {
        return permits;
    }

    @Override
    public String key() {
        return row.key();
    }

    @Override
    public String pipeline() {
        return row.pointer().pipeline();
    }

    @Override
    public String state() {
        return row.pointer().state();
    }

    @Override
    public int attempt() {
        return Math.max(1, row.tries().attempt());
    }

    @Override
    public int waits() {
        return row.tries().waits();
    }

    @Override
    public long fence() {
        return claim.fence().epoch();
    }

    @Override
    public Instant now() {
        return settings.clock().instant();
    }

    @Override
    public Instant since() {
        return row.tries().since();
    }

    @Override
    public Instant deadline() {
        return attempt.deadline();
    }

    @Override
    public Optional<String> checkpoint() {
        return checkpoint;
    }

    @Override
    public void saveCheckpoint(String text) {
        save(Optional.of(text));
    }

    @Override
    public void clearCheckpoint() {
        save(Optional.empty());
    }

    @Override
    public String subject() {
        return subject.orElse(row.subject());
    }

    @Override
    public void subject(String document) {
        subject = Optional.of(document);
    }

    @Override
    public <R> R call(StoreCall<R> call) {
        claim.requireNotLost();
        return settings.store().call(claim.fence(), call);
    }

    @Override
    public Optional<StepResult> permit(PermitName name, PermitLimit limit) {
        AcquirePermit ask = new AcquirePermit(key(), name, limit);
        return permits.note(ask, call(ask));
    }

    @Override
    public void commit(StoreCommand command) {
        commands.add(command);
    }

    @Override
    public void event(String type, String text) {
        events.add(new NewEvent(type, text));
    }

    @Override
    public void notify(Notification notification) {
        notifications.add(notification);
    }

    @Override
    public void detail(String line) {
        if (details.size() < DETAILS) {
            details.add(line);
        }
    }

    @Override
    public void progress(String line) {
        settings.listeners().tell(new EngineEvent.Progress(key(), label, line, now()));
    }

    @Override
    public void onCancel(Runnable action) {
        attempt.onCancel(action);
    }

    /** Remembered before it is written: if the answer is lost, the step's commit writes it again. */
    private void save(Optional<String> text) {
        claim.requireNotLost();
        checkpoint = text;
        settings.store().saveCheckpoint(claim.fence(), text);
    }
}
