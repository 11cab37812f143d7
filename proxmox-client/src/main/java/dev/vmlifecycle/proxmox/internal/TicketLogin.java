package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.error.GatewayException;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /access/ticket}: with the password, with a ticket in its place, and with the answer to a challenge.
 *
 * <p>A login that fails means that the call it is for was never sent. So whatever happens to the login on its way, an
 * answer lost among it, is a failure before sending.
 */
final class TicketLogin {

    private static final ApiPath PATH = ApiPath.of("/access/ticket");
    private static final Call CALL = new Call("POST", PATH.text());
    private static final int UNAUTHORIZED = 401;
    static final String TOTP = "totp";

    private final Wire wire;
    private final InstantSource clock;
    private final PasswordLogin login;

    TicketLogin(Wire wire, InstantSource clock, PasswordLogin login) {
        this.wire = wire;
        this.clock = clock;
        this.login = login;
    }

    Ticket withPassword(Budget budget) {
        Instant start = clock.instant();
        WireRequest request = request(Param.secret("password", login.password()));
        Fields answer = accepted(request, send(request, budget));
        Optional<TfaChallenge> challenge = TfaChallenge.find(answer);
        return challenge.isEmpty() ? read(answer, start) : withCode(challenge.get(), start, budget);
    }

    /** Absent when the server does not take the ticket in place of the password. */
    Optional<Ticket> withTicket(Ticket old, Budget budget) {
        Instant start = clock.instant();
        WireRequest request = request(Param.secret("password", old.ticket()));
        Reply reply = send(request, budget);
        return reply.status() == UNAUTHORIZED ? Optional.empty() : Optional.of(read(accepted(request, reply), start));
    }

    private Ticket withCode(TfaChallenge challenge, Instant start, Budget budget) {
        List<String> factors = challenge.factors();
        if (!factors.isEmpty() && !factors.contains(TOTP)) {
            throw ProxmoxErrors.tfaRequired(
                    CALL.method(), CALL.path(), factors, "second factor: " + factors + " (expected: totp)");
        }
        Secret code = login.totp()
                .orElseThrow(() -> ProxmoxErrors.tfaRequired(
                        CALL.method(),
                        CALL.path(),
                        factors,
                        "second factor: no supplier of codes (expected: one, see PasswordLogin.totp)"))
                .get();
        if (code == null) {
            throw ProxmoxErrors.tfaRequired(
                    CALL.method(), CALL.path(), factors, "second factor: the supplier gave no code (expected: one)");
        }
        WireRequest request = request(
                Param.secret("password", Secret.of(TOTP + ":" + code.reveal())),
                Param.secret("tfa-challenge", challenge.ticket()));
        return read(accepted(request, send(request, budget)), start);
    }

    private WireRequest request(Param... params) {
        List<Param> form = new ArrayList<>();
        form.add(Param.of("username", login.user()));
        form.addAll(List.of(params));
        // 7.4 asks for the second factor in another way unless told; later versions take it as their default
        form.add(Param.flag("new-format", true));
        return new WireRequest(CALL.method(), Api.PREFIX + PATH.text(), List.of(), form, List.of());
    }

    private Reply send(WireRequest request, Budget budget) {
        try {
            return wire.send(PATH, request, budget);
        } catch (TransportFailure e) {
            throw TransportFailure.notSent("login: " + e.getMessage(), e);
        }
    }

    private static Fields accepted(WireRequest request, Reply reply) {
        Call call = CALL.with(Redaction.of(request));
        if (reply.status() / 100 == 2) {
            return Answer.read(call, reply).object();
        }
        ProxmoxException refusal = Answer.error(call, reply, "");
        if (refusal instanceof GatewayException) {
            throw TransportFailure.notSent("login: " + reply.status() + " " + refusal.text(), refusal);
        }
        throw refusal;
    }

    private static Ticket read(Fields answer, Instant start) {
        return new Ticket(headerValue(answer, "ticket"), headerValue(answer, "CSRFPreventionToken"), start);
    }

    // the HTTP library would print a value it can not send
    private static Secret headerValue(Fields answer, String key) {
        String value = answer.require(key);
        if (!value.matches("[!-~]+")) {
            throw CALL.undecodable(key + ": not printable", null);
        }
        return Secret.of(value);
    }
}
