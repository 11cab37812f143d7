package dev.vmlifecycle.proxmox.simulator;

import java.util.Map;

/** API tokens. The refusals are reason phrases without a body; the real server also waits three seconds, this one does not. */
final class Authentication {

    private static final String SCHEME = "PVEAPIToken";

    private final Map<String, String> tokens;

    Authentication(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    Result check(SimRequest request) {
        if (request.header("Cookie")
                .map(cookie -> cookie.contains("PVEAuthCookie="))
                .orElse(false)) {
            return refused("permission denied - invalid PVE ticket");
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
        return known(
                credentials.substring(0, mark), credentials.substring(mark + 1, eq), credentials.substring(eq + 1));
    }

    private Result known(String user, String name, String secret) {
        if (tokens.keySet().stream().noneMatch(token -> token.startsWith(user + "!"))) {
            return refused("no such user ('" + user + "')");
        }
        String expected = tokens.get(user + "!" + name);
        if (expected == null) {
            return refused("no such token '" + name + "' for user '" + user + "'");
        }
        return expected.equals(secret) ? new Result(user + "!" + name, "") : refused("invalid token value!");
    }

    private static Result refused(String reason) {
        return new Result("", reason);
    }

    record Result(String user, String refusal) {}
}
