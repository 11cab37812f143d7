package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of recorded request and the typed call that makes it.
 *
 * @param method HTTP method
 * @param path matches path, {@code ?} and query, all decoded
 * @param maker builds the call
 */
record Route(String method, Pattern path, Maker maker) {

    /** A call of the client. */
    interface Call {
        Object on(ProxmoxClient client);
    }

    /** Builds a call from what a request holds. */
    interface Maker {
        Call make(Matcher path, Map<String, String> params);
    }

    static Route of(String method, String path, Maker maker) {
        return new Route(method, Pattern.compile(path), maker);
    }

    static Route read(String path, Maker maker) {
        return of("GET", path, maker);
    }

    static Object done(Runnable call) {
        call.run();
        return "done";
    }

    Optional<Call> match(String otherMethod, String pathAndQuery, Map<String, String> params) {
        Matcher matcher = path.matcher(pathAndQuery);
        return method.equals(otherMethod) && matcher.matches()
                ? Optional.of(maker.make(matcher, params))
                : Optional.empty();
    }
}
