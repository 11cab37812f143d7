package dev.vmlifecycle.vm;

import java.time.Instant;
import java.util.Optional;

/**
 * A termination that was asked for and is not done.
 *
 * @param asked when it was asked for; empty while it has not begun
 * @param destroyAt when the grace period ends; empty when there is none, or it has not begun
 * @param cancellable whether {@link VmLifecycle#cancelTermination} still brings the VM back
 */
public record Termination(Optional<Instant> asked, Optional<Instant> destroyAt, boolean cancellable) {}
