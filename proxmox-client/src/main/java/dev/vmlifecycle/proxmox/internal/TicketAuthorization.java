package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ticket all threads of a client share, and the protocol by which it is replaced.
 *
 * <p>The server gives a ticket for two hours. There is none until the first call. A call that finds none, or one older
 * than an hour, logs in before it is sent; a call refused with 401 logs in and is sent once more, a write too, since 401
 * is decided before anything is executed. A ticket made during the call that is refused is not replaced: age is not what
 * is wrong with it. A login made because of age shows the old ticket in place of the password, which spares the second
 * factor, and falls back to the password; when the server cannot answer it, the old ticket serves on and the renewal is tried again a
 * minute later. A login made because of a refusal shows the password.
 *
 * <p>Only one thread logs in at a time, the others wait. They wait for a ticket other than the one they know to be bad,
 * so a thread that was refused late, with a ticket long replaced, takes the new one and logs in not at all. They wait
 * within their own deadline and cancellation, and hold no slot of the concurrency cap meanwhile.
 *
 * <p>{@link #current} is written only by the thread that logs in, before it lets go of the flight; so whoever looks next
 * sees it. A ticket is never removed, only replaced: a refused one stays until its successor is there.
 */
final class TicketAuthorization implements Authorization {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String WHAT = "the login of another thread";

    private final TicketLogin login;
    private final InstantSource clock;
    private final SingleFlight<Ticket> flights = new SingleFlight<>();
    private volatile @Nullable Ticket current;
    private volatile Instant nextRenewal = Instant.MIN;

    TicketAuthorization(Wire wire, InstantSource clock, PasswordLogin login) {
        this.login = new TicketLogin(wire, clock, login);
        this.clock = clock;
    }

    @Override
    public Grant grant(Budget budget) {
        Ticket before = current;
        Ticket ticket = flights.get(
                () -> known(known -> known.isYoung(clock.instant())), () -> keep(renew(budget)), budget, WHAT);
        return ticket.grant(!ticket.equals(before));
    }

    @Override
    public Optional<Grant> afterRefusal(Grant refused, Budget budget) {
        if (refused.isNew()) {
            return Optional.empty();
        }
        Ticket ticket = flights.get(
                () -> known(known -> !known.grant(false).equals(refused)),
                () -> keep(login.withPassword(budget)),
                budget,
                WHAT);
        return Optional.of(ticket.grant(true));
    }

    private Ticket renew(Budget budget) {
        Ticket old = current;
        if (old == null || !old.isValid(clock.instant())) {
            return login.withPassword(budget);
        }
        if (clock.instant().isBefore(nextRenewal)) {
            return old;
        }
        try {
            return login.withTicket(old, budget).orElseGet(() -> login.withPassword(budget));
        } catch (ServerException | TransportFailure e) {
            // the server has trouble of its own, and the old ticket serves for another hour
            nextRenewal = clock.instant().plus(PAUSE);
            return old;
        }
    }

    private Ticket keep(Ticket ticket) {
        current = ticket;
        return ticket;
    }

    private Optional<Ticket> known(Predicate<Ticket> serves) {
        return Optional.ofNullable(current).filter(serves);
    }
}
