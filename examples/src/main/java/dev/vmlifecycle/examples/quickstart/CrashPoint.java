package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the JVM is to be halted, to try how the next run goes on.
 *
 * @param call the call it is about
 * @param moment when, seen from that call
 */
record CrashPoint(Call call, Moment moment) {

    /** What {@link #parse} takes, for people. */
    static final String EXPECTED =
            "STEP:MOMENT, STEP one of " + names(Call.values()) + ", MOMENT one of " + names(Moment.values());

    /** A call, by method and path. */
    enum Call {
        CLONE("POST", "/qemu/\\d+/clone"),
        MIGRATE("POST", "/qemu/\\d+/migrate"),
        CONFIG("PUT", "/qemu/\\d+/config"),
        RESIZE("PUT", "/qemu/\\d+/resize"),
        DISK("POST", "/qemu/\\d+/config"),
        FIREWALL("PUT", "/qemu/\\d+/firewall/options"),
        START("POST", "/qemu/\\d+/status/start"),
        SHUTDOWN("POST", "/qemu/\\d+/status/shutdown"),
        DELETE("DELETE", "/qemu/\\d+");

        private final String method;
        private final Pattern path;

        Call(String method, String path) {
            this.method = method;
            this.path = Pattern.compile(".*/nodes/[^/]+" + path);
        }

        boolean matches(WireRequest request) {
            return method.equals(request.method())
                    && path.matcher(request.path()).matches();
        }
    }

    /** A moment of a call. */
    enum Moment {
        /** The request has not left. */
        BEFORE_CALL,
        /** The server has executed it; nobody has looked at the answer. */
        AFTER_CALL,
        /** The step has the answer; nothing of it is recorded. */
        AFTER_ANSWER
    }

    static Optional<CrashPoint> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<Call> call = find(Call.values(), text.substring(0, colon));
        Optional<Moment> moment = find(Moment.values(), text.substring(colon + 1));
        return call.flatMap(one -> moment.map(when -> new CrashPoint(one, when)));
    }

    @Override
    public String toString() {
        return name(call) + ":" + name(moment);
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String text) {
        return Arrays.stream(values).filter(value -> name(value).equals(text)).findFirst();
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values).map(CrashPoint::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
