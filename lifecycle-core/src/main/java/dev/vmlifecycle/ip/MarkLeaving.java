package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.StoreCommand;
import java.util.List;

/**
 * Marks addresses as given up by a package change; they stay with the VM until {@link ReleaseAddresses}.
 *
 * @param key the VM
 * @param addresses which; those the VM does not hold are ignored
 */
public record MarkLeaving(String key, List<IpAddress> addresses) implements StoreCommand {

    /**
     * Copies the addresses.
     *
     * @param key the VM
     * @param addresses which; those the VM does not hold are ignored
     */
    public MarkLeaving {
        addresses = List.copyOf(addresses);
    }
}
