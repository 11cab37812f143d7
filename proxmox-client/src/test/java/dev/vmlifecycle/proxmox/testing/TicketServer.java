package dev.vmlifecycle.proxmox.testing;

import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.Header;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Knows one user, gives tickets and looks at them, as Proxmox does. */
public final class TicketServer implements Transport {

    public static final String USER = "root@pam";
    public static final String PASSWORD = "pa55-of-the-administrator";
    public static final String CODE = "424242";
    public static final String CHALLENGE =
            "PVE:!tfa!%7B%22totp%22%3Atrue%2C%22recovery%22%3A%5B1%2C2%5D%7D:6B000000::c4a11en6e";

    public final List<WireRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<String> valid = new HashSet<>();
    private int made;
    private boolean wantsCode;
    private boolean ticketsAsPassword = true;
    private boolean clocksDiffer;
    private Runnable duringLogin = () -> {};

    public TicketServer wantsCode() {
        wantsCode = true;
        return this;
    }

    /** Takes no ticket in place of the password. */
    public TicketServer wantsPassword() {
        ticketsAsPassword = false;
        return this;
    }

    /** Refuses every ticket it has made. */
    public TicketServer clocksDiffer() {
        clocksDiffer = true;
        return this;
    }

    public TicketServer duringLogin(Runnable what) {
        duringLogin = what;
        return this;
    }

    public synchronized void forgetTickets() {
        valid.clear();
    }

    public List<WireRequest> logins() {
        return requests.stream().filter(TicketServer::isLogin).toList();
    }

    public List<WireRequest> calls() {
        return requests.stream().filter(request -> !isLogin(request)).toList();
    }

    public static Optional<String> param(WireRequest request, String name) {
        return Stream.concat(request.form().stream(), request.query().stream())
                .filter(param -> param.name().equals(name))
                .map(Param::value)
                .findFirst();
    }

    public static Optional<String> header(WireRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    @Override
    public WireResponse send(WireRequest request, Duration timeout, Cancellation cancel) {
        requests.add(request);
        if (isLogin(request)) {
            duringLogin.run();
        }
        synchronized (this) {
            return isLogin(request) ? login(request) : call(request);
        }
    }

    private WireResponse login(WireRequest request) {
        String password = param(request, "password").orElse("");
        if (!param(request, "username").orElse("").equals(USER)) {
            return refused("authentication failure");
        }
        if (ticketsAsPassword && valid.contains(password)) {
            return ticket();
        }
        if (wantsCode
                && param(request, "tfa-challenge").filter(CHALLENGE::equals).isPresent()) {
            return password.equals("totp:" + CODE) ? ticket() : refused("authentication failure");
        }
        if (!password.equals(PASSWORD)) {
            return refused("authentication failure");
        }
        return wantsCode
                ? WireResponse.json(
                        200,
                        "OK",
                        "{\"data\":{\"username\":\"root@pam\",\"NeedTFA\":1,\"ticket\":\"" + CHALLENGE
                                + "\",\"CSRFPreventionToken\":\"6B000000:none\"}}")
                : ticket();
    }

    private WireResponse ticket() {
        made++;
        String ticket = "PVE:root@pam:6B00000" + made + "::s16natur3+/=" + made;
        if (!clocksDiffer) {
            valid.add(ticket);
        }
        return WireResponse.json(
                200,
                "OK",
                "{\"data\":{\"username\":\"root@pam\",\"ticket\":\"" + ticket + "\",\"CSRFPreventionToken\":\""
                        + csrf(made) + "\"}}");
    }

    private WireResponse call(WireRequest request) {
        String cookie = header(request, "Cookie").orElse("PVEAuthCookie=none").replaceFirst("PVEAuthCookie=", "");
        String ticket = URLDecoder.decode(cookie, StandardCharsets.UTF_8);
        if (!valid.contains(ticket)) {
            return refused("permission denied - invalid PVE ticket");
        }
        String number = ticket.substring(ticket.lastIndexOf('=') + 1);
        boolean proven = header(request, "CSRFPreventionToken")
                .filter(csrf(Integer.parseInt(number))::equals)
                .isPresent();
        if (request.isWrite() && !proven) {
            return refused("Permission denied - invalid csrf token");
        }
        return WireResponse.json(
                200, "OK", request.isWrite() ? "{\"data\":null}" : "{\"data\":{\"version\":\"8.4.1\"}}");
    }

    private static String csrf(int number) {
        return "6B000000:c5rf-" + number;
    }

    private static WireResponse refused(String reason) {
        return new WireResponse(401, reason, List.of(), new byte[0]);
    }

    private static boolean isLogin(WireRequest request) {
        return request.path().endsWith("/access/ticket");
    }
}
