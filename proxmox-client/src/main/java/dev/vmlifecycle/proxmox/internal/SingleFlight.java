package dev.vmlifecycle.proxmox.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of many threads make a value while the others wait for it.
 *
 * <p>A failure goes to all who wait, since it would be theirs too: sixteen threads must not try a wrong password sixteen
 * times. The exception is when the maker ran out of its own time or was cancelled; then one of those waiting makes the
 * next try.
 *
 * @param <T> type of the value
 */
final class SingleFlight<T> {

    private sealed interface Landing<T> {
        record Made<T>(T value) implements Landing<T> {}

        record Failed<T>(RuntimeException reason) implements Landing<T> {}

        record Abandoned<T>() implements Landing<T> {}
    }

    private final Object lock = new Object();
    private @Nullable CompletableFuture<Landing<T>> flight;

    /**
     * Gives the value.
     *
     * @param present looks for a value that serves; must see at once what {@code make} left
     * @param make makes one and leaves it where {@code present} looks
     * @param budget limits the wait
     * @param what is waited for
     */
    T get(Supplier<Optional<T>> present, Supplier<T> make, Budget budget, String what) {
        while (true) {
            CompletableFuture<Landing<T>> own = new CompletableFuture<>();
            CompletableFuture<Landing<T>> others;
            synchronized (lock) {
                Optional<T> value = present.get();
                if (value.isPresent()) {
                    return value.get();
                }
                others = flight;
                if (others == null) {
                    flight = own;
                }
            }
            if (others == null) {
                return lead(own, make, budget);
            }
            Landing<T> landing = Waiting.on(others, budget, what);
            if (landing instanceof Landing.Made<T> made) {
                return made.value();
            }
            if (landing instanceof Landing.Failed<T> failed) {
                throw failed.reason();
            }
        }
    }

    private T lead(CompletableFuture<Landing<T>> own, Supplier<T> make, Budget budget) {
        Landing<T> landing = new Landing.Abandoned<>();
        try {
            T value = make.get();
            landing = new Landing.Made<>(value);
            return value;
        } catch (RuntimeException e) {
            if (!budget.isOver()) {
                landing = new Landing.Failed<>(e);
            }
            throw e;
        } finally {
            synchronized (lock) {
                flight = null;
            }
            own.complete(landing);
        }
    }
}
