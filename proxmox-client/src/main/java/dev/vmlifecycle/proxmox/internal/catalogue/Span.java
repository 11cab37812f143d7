package dev.vmlifecycle.proxmox.internal.catalogue;

import dev.vmlifecycle.proxmox.ServerVersion;
import java.util.Optional;

/**
 * The lines that know an endpoint or a parameter.
 *
 * @param since the first
 * @param until the last
 */
public record Span(ApiLine since, ApiLine until) {

    /** {@return whether all lines know it} */
    public boolean isWhole() {
        return since == ApiLine.OLDEST && until == ApiLine.NEWEST;
    }

    /** {@return whether the newest line knows it} */
    public boolean isOpenEnded() {
        return until == ApiLine.NEWEST;
    }

    /**
     * {@return whether a line knows it}
     *
     * @param line the line
     */
    public boolean covers(ApiLine line) {
        return since.compareTo(line) <= 0 && line.compareTo(until) <= 0;
    }

    /**
     * {@return whether a server knows it, from the lines next to its version; one newer than all is taken for the newest}
     *
     * @param server the server's version
     */
    public Support on(ServerVersion server) {
        Optional<ApiLine> older = ApiLine.upTo(server);
        if (older.isEmpty()) {
            return covers(ApiLine.OLDEST) ? Support.UNSURE : Support.NO;
        }
        boolean before = covers(older.get());
        boolean after = covers(ApiLine.from(server).orElse(ApiLine.NEWEST));
        if (before) {
            // parameters come with any version, but go with a major one only
            return after || server.major() == until.major() ? Support.YES : Support.NO;
        }
        return after ? Support.UNSURE : Support.NO;
    }

    Span and(Span other) {
        return new Span(
                since.compareTo(other.since) <= 0 ? since : other.since,
                until.compareTo(other.until) >= 0 ? until : other.until);
    }
}
