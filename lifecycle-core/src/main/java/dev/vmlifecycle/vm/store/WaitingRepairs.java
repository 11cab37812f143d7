package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.time.Instant;
import java.util.List;

/**
 * Asks which VMs have DNS repairs that could begin: at rest in one of these states, not on hold, and nothing asked of them. The
 * one whose first repair is due earliest comes first; it need not be due yet.
 *
 * @param states states of rest; at least one
 * @param limit at most so many
 */
public record WaitingRepairs(List<String> states, int limit) implements StoreCall<List<WaitingRepairs.Waiting>> {

    /**
     * Copies the list.
     *
     * @param states states of rest; at least one
     * @param limit at most so many
     * @throws IllegalArgumentException when there is no state
     */
    public WaitingRepairs {
        states = List.copyOf(states);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("states: none (expected: at least one)");
        }
    }

    /**
     * One VM with repairs.
     *
     * @param key the VM
     * @param dueAt when its first repair is due
     */
    public record Waiting(String key, Instant dueAt) {}
}
