package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recorded requests of typed endpoints that no typed call makes, and why; reviewed. */
final class Inexpressible {

    private record Row(Pattern exchange, String reason) {

        boolean covers(RecordedExchange other) {
            return exchange.matcher(text(other)).matches();
        }
    }

    private static final String DOOR = "argument refused at the door";

    private static final List<Row> ROWS = List.of(
            // malformed on purpose
            named("err-param-min|err-param-missing|err-param-enum|err-param-bool|err-param-delete-and-set", DOOR),
            named("err-vmid-not-int|err-invalid-node-name|fw-options-bad-policy", DOOR),
            named("resize-negative|resize-badsize|task-bad-upid", DOOR),
            named("snapshot-create-badname2|snapshot-create-toolong", DOOR),
            named("rrddata-missing-timeframe|rrddata-bad-timeframe", DOOR),
            named("err-get-extra-param", "a parameter the API does not have"),
            named("json-float", "a count of 2.0"),

            // refused knowingly
            request("POST .*/clone \\{(?!.*full=).*", "a clone always says whether it is full"),
            named("clone-linked-with-storage", "a linked clone takes no storage"),
            request("PUT .*/resize .*size=\\+.*", "sizes are absolute, so that a resize can be repeated"),
            request(
                    "(?:GET|PUT) .*/pools \\{.*poolid=.*",
                    "pools that are not nested go by the path all versions know"));

    private Inexpressible() {}

    static Optional<String> reason(RecordedExchange exchange) {
        return ROWS.stream()
                .filter(row -> row.covers(exchange))
                .map(Row::reason)
                .findFirst();
    }

    /** Rows none of these needs: what they excused can be expressed by now. */
    static List<String> stale(Collection<RecordedExchange> inexpressible) {
        return ROWS.stream()
                .filter(row -> inexpressible.stream().noneMatch(row::covers))
                .map(Row::toString)
                .toList();
    }

    private static Row named(String titles, String reason) {
        return new Row(Pattern.compile("(?:" + titles + ") \\| .*", Pattern.DOTALL), reason);
    }

    private static Row request(String request, String reason) {
        return new Row(Pattern.compile(".* \\| " + request, Pattern.DOTALL), reason);
    }

    private static String text(RecordedExchange exchange) {
        return exchange.title() + " | " + exchange.method() + " " + exchange.path() + " " + exchange.params();
    }
}
