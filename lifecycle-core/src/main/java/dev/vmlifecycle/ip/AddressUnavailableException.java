package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;

/** An address that was asked for by name cannot be given now; nothing was reserved. Passes when its holder gives it up. */
public final class AddressUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param key who asked
     * @param address what was asked for
     * @param why what is in the way, for example {@code held by 7}
     */
    public AddressUnavailableException(String key, IpAddress address, String why) {
        super("address " + address + " for " + key + ": " + why + " (expected: free, in one of its pools)");
    }
}
