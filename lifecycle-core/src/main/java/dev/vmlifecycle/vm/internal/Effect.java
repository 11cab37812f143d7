package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.error.DigestMismatchException;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The protocol of one effect outside the database: look, note the intent, call, note the handle, poll, prove.
 *
 * <p>The notes decide what a later attempt may do. With a handle: follow the task, then look. With an intent alone the answer
 * was lost: look; if the effect is not there, it may still come for as long as the settle time, so a call that carries a
 * digest is repeated with the <em>old</em> digest only (Proxmox then executes at most one of the two) and any other call is
 * not repeated before the settle time is over. That counts from when the sender gave up, which may be a minute after it sent;
 * a sender that died is taken to have given up when that is found out.
 */
final class Effect {
    private final VmRun vm;
    private final String op;
    private final String target;
    private boolean repeatable;

    private Effect(VmRun vm, String op, String target) {
        this.vm = vm;
        this.op = op;
        this.target = target;
    }

    static Effect of(VmRun vm, String op, String target) {
        return new Effect(vm, op, target);
    }

    /** The call does no harm when it takes effect twice: it needs no settle time. */
    Effect repeatable() {
        repeatable = true;
        return this;
    }

    /**
     * Runs the protocol from wherever the notes say it stands.
     *
     * @param look finds out whether the effect is there; told whether this step has acted already
     * @param call sends the call
     */
    StepResult run(Function<Boolean, Look> look, Function<Optional<Digest>, ProxmoxTask> call) {
        Optional<Intent> noted = noted();
        Optional<StepResult> running = noted.flatMap(Intent::upid).flatMap(upid -> poll(noted.get(), upid));
        if (running.isPresent()) {
            return running.get();
        }
        Look seen = look.apply(noted.isPresent());
        if (seen.finished().isPresent()) {
            return seen.finished().get();
        }
        if (noted.isPresent() && noted.get().upid().isPresent()) {
            vm.step().clearCheckpoint();
            throw new StepFailure(
                    ErrorKind.TRANSIENT,
                    op + " " + target + ": task ended OK but its effect is not there; trying again");
        }
        if (noted.isPresent() && !repeatable && !settled(noted.get())) {
            return noted.get().digest().isPresent() ? repeat(noted.get(), call) : settling(noted.get());
        }
        return send(Intent.of(op, target, vm.step().now(), seen.digest()), call);
    }

    /** The notes; those of a sender that died in the middle of the call are marked first. */
    private Optional<Intent> noted() {
        vm.intent()
                .filter(intent -> intent.upid().isEmpty() && intent.lost().isEmpty())
                .ifPresent(intent -> vm.save(intent.lostAt(vm.step().now())));
        return vm.intent();
    }

    /** Waiting while the task runs; empty once it ended well or vanished; throws when it failed. */
    Optional<StepResult> poll(Intent intent, Upid upid) {
        ProxmoxTask task = vm.pve().task(upid);
        TaskStatus status = task.status();
        if (status.isRunning()) {
            String percent = task.progress().map(value -> ", " + value).orElse("");
            Duration age = Duration.between(intent.since(), vm.step().now());
            return Optional.of(vm.waiting("task " + upid.type() + " running", Texts.seconds(age) + percent));
        }
        Optional<String> failure = failure(status);
        if (failure.isPresent()) {
            TaskFailedException failed = ProxmoxErrors.forTask(upid, failure.get(), task.logTail(50));
            forget(intent, failed.reason());
            throw failed;
        }
        warnings(status).ifPresent(count -> vm.step().detail("task " + upid.type() + " ended with " + count));
        return Optional.empty();
    }

    private static Optional<String> failure(TaskStatus status) {
        return status.outcome()
                .filter(TaskOutcome.Failed.class::isInstance)
                .map(outcome -> ((TaskOutcome.Failed) outcome).text());
    }

    private static Optional<String> warnings(TaskStatus status) {
        return status.outcome().filter(TaskOutcome.Warnings.class::isInstance).map(Object::toString);
    }

    private boolean settled(Intent intent) {
        return intent.isSettled(vm.step().now(), vm.settings().settle());
    }

    private StepResult settling(Intent intent) {
        Instant now = vm.step().now();
        Duration age = Duration.between(intent.lost().orElse(now), now);
        return vm.waiting(
                "answer to " + op + " lost, may still take effect",
                Texts.seconds(age) + " of " + Texts.seconds(vm.settings().settle()));
    }

    /**
     * A call that was refused for good leaves nothing behind, with one exception: "already exists" may speak of an earlier call of
     * ours whose answer was lost, so the notes stay until that is looked at.
     */
    private void forget(Intent intent, RuntimeException refusal) {
        if (refusal instanceof AlreadyExistsException) {
            vm.save(intent.lostAt(vm.step().now()));
        } else {
            vm.step().clearCheckpoint();
        }
    }

    private StepResult repeat(Intent intent, Function<Optional<Digest>, ProxmoxTask> call) {
        try {
            return follow(intent, call.apply(intent.digest()));
        } catch (DigestMismatchException e) {
            return settling(intent);
        }
    }

    private StepResult send(Intent intent, Function<Optional<Digest>, ProxmoxTask> call) {
        vm.save(intent);
        try {
            return follow(intent, call.apply(intent.digest()));
        } catch (ProxmoxException e) {
            if (e.mayHaveHappened()) {
                vm.save(intent.lostAt(vm.step().now()));
            } else {
                forget(intent, e);
            }
            throw e;
        } catch (StepFailure e) {
            // refused by a look of our own before anything was sent
            vm.step().clearCheckpoint();
            throw e;
        }
    }

    private StepResult follow(Intent intent, ProxmoxTask task) {
        task.upid().ifPresent(upid -> vm.save(intent.with(upid)));
        String what =
                task.upid().map(upid -> "task " + upid.type() + " running").orElse(op + " accepted");
        return vm.waiting(what, "0s");
    }
}
