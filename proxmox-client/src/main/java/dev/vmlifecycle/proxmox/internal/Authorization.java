package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.transport.Header;
import java.util.List;
import java.util.Optional;

/** Lets requests in. Thread-safe. */
interface Authorization {

    /**
     * Gives what the next request shows.
     *
     * @param budget limits a login, should one be needed
     */
    Grant grant(Budget budget);

    /**
     * Gives something else to show after status 401; absent when there is nothing else.
     *
     * @param refused what was shown
     * @param budget limits the login
     */
    Optional<Grant> afterRefusal(Grant refused, Budget budget);

    /** A token is always the same. */
    static Authorization of(ApiToken token) {
        Header header = new Header(
                "Authorization",
                "PVEAPIToken=" + token.id() + "=" + token.secret().reveal());
        Grant grant = new Grant(List.of(header), List.of(header), false);
        return new Authorization() {
            @Override
            public Grant grant(Budget budget) {
                return grant;
            }

            @Override
            public Optional<Grant> afterRefusal(Grant refused, Budget budget) {
                return Optional.empty();
            }
        };
    }
}
