package dev.vmlifecycle.proxmox.simulator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** API tokens and tickets. The refusals are reason phrases without a body. */
final class Authentication {

    private static final String SCHEME = "PVEAPIToken";
    private static final Pattern COOKIE = Pattern.compile("PVEAuthCookie=([^;]*)");

    private final World world;

    Authentication(World world) {
        this.world = world;
    }

    /** A cookie wins over a token when both are sent. */
    Result check(SimRequest request) {
        Matcher cookie = COOKIE.matcher(request.header("Cookie").orElse(""));
        if (cookie.find()) {
            return ticket(request, BodyDecoder.decodePath(cookie.group(1)));
        }
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith(SCHEME) || header.length() <= SCHEME.length()) {
            return refused("No ticket");
        }
        String credentials = header.substring(SCHEME.length() + 1);
        int mark = credentials.indexOf('!');
        int eq = credentials.indexOf('=', mark + 1);
        if (mark < 0 || eq < 0) {
            return refused("no tokenid specified");
        }
        return token(
                credentials.substring(0, mark), credentials.substring(mark + 1, eq), credentials.substring(eq + 1));
    }

    private Result ticket(SimRequest request, String ticket) {
        Optional<String> user = world.tickets.subject(ticket).filter(subject -> !subject.startsWith("!tfa!"));
        if (user.isEmpty()) {
            return refused("permission denied - invalid PVE ticket");
        }
        boolean writes = !request.method().equals("GET");
        String csrf = request.header("CSRFPreventionToken").orElse("");
        if (writes && !world.tickets.isCsrf(user.get(), csrf)) {
            return refused("Permission denied - invalid csrf token");
        }
        return new Result(user.get(), "");
    }

    private Result token(String userid, String name, String secret) {
        AccessState.User user = world.state.access.users.get(userid);
        if (user == null || !usable(user.enable, user.expire)) {
            return refused("no such user ('" + userid + "')");
        }
        AccessState.Token token = user.tokens.get(name);
        if (token == null) {
            return refused("no such token '" + name + "' for user '" + userid + "'");
        }
        if (!usable(true, token.expire)) {
            return refused("token '" + name + "' access expired");
        }
        return token.secret.equals(secret) ? new Result(userid + "!" + name, "") : refused("invalid token value!");
    }

    private boolean usable(boolean enabled, long expire) {
        return enabled && (expire == 0 || expire > world.now() / 1000);
    }

    private static Result refused(String reason) {
        return new Result("", reason);
    }

    record Result(String user, String refusal) {}
}
