package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Logging in: by password, by an older ticket, and with a second factor. */
final class TicketCalls {

    private static final String CHALLENGE = "!tfa!%7B%22totp%22%3Atrue%7D";

    /** Where capabilities are looked up, by the name they are listed under. */
    private static final Map<String, String> CAPABILITIES = Map.of(
            "vms", "/vms",
            "storage", "/storage",
            "access", "/access",
            "nodes", "/nodes",
            "dc", "/",
            "sdn", "/sdn",
            "mapping", "/mapping");

    private static final Map<String, List<String>> PREFIXES = Map.of(
            "vms", List.of("VM.", "Permissions.Modify"),
            "storage", List.of("Datastore.", "Permissions.Modify"),
            "access", List.of("User.", "Group.", "Permissions.Modify"),
            "nodes", List.of("Sys.", "Permissions.Modify"),
            "dc", List.of("Sys.Audit", "Sys.Modify", "SDN."),
            "sdn", List.of("SDN.", "Permissions.Modify"),
            "mapping", List.of("Mapping.", "Permissions.Modify"));

    private TicketCalls() {}

    static Reply page(Call call) {
        return Reply.nothing();
    }

    static Reply login(Call call) {
        String name = call.param("username");
        String user = name.contains("@") ? name : name + "@" + (call.has("realm") ? call.param("realm") : "pam");
        AccessState.User known = call.world().state.access.users.get(user);
        if (known == null || !known.enable) {
            throw refused();
        }
        if (call.has("tfa-challenge")) {
            return second(call, user, known);
        }
        boolean renewed = call.world()
                .tickets
                .subject(call.param("password"))
                .map(user::equals)
                .orElse(false);
        boolean byPassword = !known.password.isEmpty() && known.password.equals(call.param("password"));
        if (!renewed && !byPassword) {
            throw refused();
        }
        if (!renewed && !known.totp.isEmpty() && !hasCode(call, known)) {
            return Reply.of(ticket(call.world(), user, CHALLENGE).put("NeedTFA", 1));
        }
        return Reply.of(granted(call.world(), user));
    }

    private static boolean hasCode(Call call, AccessState.User known) {
        return call.has("otp")
                && Totp.matches(known.totp, call.param("otp"), call.world().now());
    }

    private static Reply second(Call call, String user, AccessState.User known) {
        String subject = call.world()
                .tickets
                .subject(call.param("tfa-challenge"))
                .filter(text -> text.startsWith("!tfa!") && text.endsWith("!" + user))
                .orElse("");
        String password = call.param("password");
        String code = password.startsWith("totp:") ? password.substring(5) : "";
        if (subject.isEmpty() || !Totp.matches(known.totp, code, call.world().now())) {
            throw refused();
        }
        return Reply.of(granted(call.world(), user));
    }

    private static ApiError refused() {
        return ApiError.of(401, "authentication failure\n");
    }

    private static ObjectNode ticket(World world, String user, String prefix) {
        String subject = prefix.isEmpty() ? user : prefix + "!" + user;
        return Reply.object()
                .put("username", user)
                .put("ticket", world.tickets.issue(subject))
                .put("CSRFPreventionToken", world.tickets.csrf(user));
    }

    private static ObjectNode granted(World world, String user) {
        ObjectNode data = ticket(world, user, "");
        if (world.permissions.may(user, "/", "Sys.Audit")) {
            data.put("clustername", world.cluster.name());
        }
        ObjectNode cap = data.putObject("cap");
        CAPABILITIES.forEach((name, path) -> {
            Set<String> present = world.permissions.of(user, path);
            ObjectNode area = cap.putObject(name);
            for (String privilege : present) {
                if (PREFIXES.getOrDefault(name, List.of()).stream().anyMatch(privilege::startsWith)) {
                    area.put(privilege, 1);
                }
            }
        });
        return data;
    }
}
