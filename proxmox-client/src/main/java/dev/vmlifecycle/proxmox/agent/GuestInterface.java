package dev.vmlifecycle.proxmox.agent;

import dev.vmlifecycle.proxmox.config.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * A network interface as the guest sees it.
 *
 * @param name the guest's name for it
 * @param mac its hardware address, absent when it has none or not an Ethernet one
 * @param addresses none as long as it is not configured
 */
public record GuestInterface(String name, Optional<MacAddress> mac, List<Address> addresses) {

    /**
     * Copies the list.
     *
     * @param name see above
     * @param mac see above
     * @param addresses see above
     */
    public GuestInterface {
        addresses = List.copyOf(addresses);
    }

    /**
     * An address with the length of its network's prefix.
     *
     * @param ip in text
     * @param prefix bits of the network
     */
    public record Address(String ip, int prefix) {

        /** {@return address and prefix, as in {@code 192.0.2.10/24}} */
        @Override
        public String toString() {
            return ip + "/" + prefix;
        }
    }
}
