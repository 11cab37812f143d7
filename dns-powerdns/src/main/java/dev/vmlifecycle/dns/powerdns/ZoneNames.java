package dev.vmlifecycle.dns.powerdns;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.ZoneRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names as the API spells them. */
final class ZoneNames {

    private ZoneNames() {}

    /** The id of a zone: its name with a dot; a slash is {@code =2F} there, since 4.7 mistakes an encoded one for a path. */
    static String id(ZoneRef zone) {
        return zone.providerId().orElseGet(() -> zone.name().absoluteText().replace("/", "=2F"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3D", "=");
    }

    /** A name of the server's, empty when it is none of ours: escaped characters, the root. */
    static Optional<DnsName> parse(String text) {
        try {
            return Optional.of(DnsName.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
