package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.config.PendingConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step saw last of a VM, for the next step of the same claim: most steps end with a look at what they did, and the next one
 * begins with the same look. Forgotten as soon as anything is sent that may change it, and after two seconds. Thread-safe.
 */
final class RecentLooks {
    private static final int MOST = 256;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Map<String, Seen> looks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    private record Seen(long fence, Instant at, PendingConfig config) {}

    /** What this claim saw of the VM a moment ago. */
    synchronized Optional<PendingConfig> get(String key, long fence, Instant now) {
        return Optional.ofNullable(looks.get(key))
                .filter(look -> look.fence == fence)
                .filter(look -> Duration.between(look.at, now).compareTo(LONGEST) <= 0)
                .map(Seen::config);
    }

    synchronized void note(String key, long fence, Instant now, PendingConfig config) {
        looks.remove(key);
        looks.put(key, new Seen(fence, now, config));
    }

    synchronized void forget(String key) {
        looks.remove(key);
    }
}
