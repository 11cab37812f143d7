package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.transport.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A login's result.
 *
 * @param ticket shown with every request as a cookie
 * @param csrf shown with every write
 * @param madeAt by the client's clock, before the login was sent
 */
record Ticket(Secret ticket, Secret csrf, Instant madeAt) {

    private static final Duration YOUNG = Duration.ofHours(1);
    private static final Duration VALID = Duration.ofHours(2);

    boolean isYoung(Instant now) {
        return now.isBefore(madeAt.plus(YOUNG));
    }

    boolean isValid(Instant now) {
        return now.isBefore(madeAt.plus(VALID));
    }

    Grant grant(boolean isNew) {
        Header cookie = new Header("Cookie", "PVEAuthCookie=" + PercentCodec.encode(ticket.reveal()));
        return new Grant(List.of(cookie), List.of(cookie, new Header("CSRFPreventionToken", csrf.reveal())), isNew);
    }
}
