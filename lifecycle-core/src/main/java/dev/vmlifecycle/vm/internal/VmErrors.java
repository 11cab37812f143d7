package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorClassifier;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.ip.AddressUnavailableException;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.DigestMismatchException;
import dev.vmlifecycle.proxmox.error.LockTimeoutException;
import dev.vmlifecycle.proxmox.error.LockedException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.vm.store.NoRoomException;
import dev.vmlifecycle.vm.store.VmidRangeExhaustedException;
import java.util.List;
import java.util.Locale;

/** Sorts what a VM step may throw. */
public final class VmErrors implements ErrorClassifier {
    private static final List<String> FULL = List.of("no space left", "not enough space", "out of space", "disk quota");

    @Override
    public StepError classify(Throwable thrown) {
        if (thrown instanceof StepFailure failure) {
            return failure.error();
        }
        if (thrown instanceof ProxmoxException failure) {
            return StepError.of(kind(failure), message(failure));
        }
        if (thrown instanceof PoolExhaustedException
                || thrown instanceof AddressUnavailableException
                || thrown instanceof NoRoomException
                || thrown instanceof VmidRangeExhaustedException) {
            return StepError.of(ErrorKind.CAPACITY, message(thrown));
        }
        return StepError.of(ErrorKind.BUG, thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
    }

    /** A stale digest only asks for another read; a 500 without a known text may be anything, so it gets its chances. */
    private static boolean mayPass(ProxmoxException failure) {
        return failure instanceof DigestMismatchException
                || failure instanceof ServerException
                || failure instanceof DecodingException;
    }

    static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    static ErrorKind kind(ProxmoxException failure) {
        if (failure instanceof TaskFailedException task) {
            return kind(task.reason());
        }
        if (failure instanceof AuthenticationException || failure instanceof PermissionException) {
            return ErrorKind.PERMISSION;
        }
        if (failure instanceof LockedException || failure instanceof LockTimeoutException) {
            return ErrorKind.LOCKED;
        }
        String text = failure.text().toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(text::contains)) {
            return ErrorKind.CAPACITY;
        }
        return failure.isRetryable() || failure.mayHaveHappened() || mayPass(failure)
                ? ErrorKind.TRANSIENT
                : ErrorKind.CONFIG;
    }
}
