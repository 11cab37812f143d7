package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import java.util.Locale;
import java.util.Optional;

/** Login tickets and the tokens against forged requests: text, time and a signature only this world can make. */
final class Tickets {

    static final long LIFE_MS = 7_200_000;

    private final World world;

    Tickets(World world) {
        this.world = world;
    }

    String issue(String subject) {
        String plain = "PVE:" + subject + ":" + time();
        return plain + "::" + signature(plain);
    }

    String csrf(String user) {
        return time() + ":" + signature(time() + ":" + user);
    }

    private String time() {
        return String.format(Locale.ROOT, "%08X", world.now() / 1000);
    }

    /** The subject of a ticket that is ours and not expired. */
    Optional<String> subject(String ticket) {
        int end = ticket.indexOf("::");
        if (!ticket.startsWith("PVE:") || end < 0) {
            return Optional.empty();
        }
        String plain = ticket.substring(0, end);
        int colon = plain.lastIndexOf(':');
        if (colon < 4 || !ticket.equals(plain + "::" + signature(plain)) || !fresh(plain.substring(colon + 1))) {
            return Optional.empty();
        }
        return Optional.of(plain.substring(4, colon));
    }

    boolean isCsrf(String user, String token) {
        int colon = token.indexOf(':');
        return colon > 0
                && token.equals(token.substring(0, colon) + ":" + signature(token.substring(0, colon) + ":" + user))
                && fresh(token.substring(0, colon));
    }

    private boolean fresh(String hex) {
        long made = hex.matches("[0-9A-F]{8}") ? Long.parseLong(hex, 16) * 1000 : 0;
        return made <= world.now() && world.now() < made + LIFE_MS;
    }

    private String signature(String text) {
        return ConfigText.sha1(world.state.ticketKey + "/" + text);
    }
}
