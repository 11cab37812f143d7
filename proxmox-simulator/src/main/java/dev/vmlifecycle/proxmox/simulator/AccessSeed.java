package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The users, tokens, roles and rules a simulator begins with; may be applied again to a world that has them already. */
final class AccessSeed {

    private final List<Consumer<AccessState>> changes = new ArrayList<>();
    private final Map<String, List<String>> roles = new LinkedHashMap<>();
    private final Map<String, String> granted = new LinkedHashMap<>();
    private boolean hasToken;

    private static final String USER = "[^\\s:/!@]+(@[^\\s:/!@]+)*@[A-Za-z][A-Za-z0-9._-]+";

    void user(String id, String password) {
        Expect.matches("user", id, USER, "name and realm, such as panel@pve");
        changes.add(access -> access.user(id).password = password);
    }

    void totp(String id, String secret) {
        changes.add(access -> access.user(id).totp = secret);
    }

    /** A token without separation has all rights: its user becomes administrator. */
    void token(String full, String secret, boolean separated) {
        Expect.matches("token", full, USER + "![A-Za-z][A-Za-z0-9._-]+", "user, exclamation mark, name");
        int mark = full.indexOf('!');
        hasToken = true;
        String user = full.substring(0, mark);
        changes.add(access -> {
            AccessState.Token token = new AccessState.Token();
            token.secret = secret;
            token.privsep = separated;
            access.user(user).tokens.put(full.substring(mark + 1), token);
        });
        if (!separated && !user.equals(Permissions.ROOT)) {
            grant("/", user, "Administrator");
        }
    }

    void defaultToken(String full, String secret) {
        if (!hasToken) {
            token(full, secret, false);
        }
    }

    void role(String role, List<String> privileges) {
        Expect.matches("role", role, "[A-Za-z0-9._-]+", "letters, digits, dots, dashes");
        roles.put(role, privileges);
        changes.add(access -> access.roles.put(role, new TreeSet<>(privileges)));
    }

    void grant(String path, String subject, String role) {
        Expect.matches("path", path, "/.*", "beginning with a slash");
        granted.put(path + " to " + subject, role);
        String type = subject.contains("!") ? "token" : "user";
        AccessState.Acl wanted = AccessState.Acl.of(path, type, subject, role);
        changes.add(access -> {
            access.acl.removeIf(wanted::is);
            access.acl.add(AccessState.Acl.of(path, type, subject, role));
        });
    }

    /** Roles hold privileges this version knows, and only roles that exist are granted. */
    void check(PveVersion version) {
        Set<String> known = Set.copyOf(Privileges.of(version));
        roles.forEach((role, privileges) ->
                privileges.forEach(name -> Expect.oneOf("privilege of role " + role, name, known)));
        Set<String> all = new TreeSet<>(Privileges.builtInRoles(version).keySet());
        all.addAll(roles.keySet());
        granted.forEach((what, role) -> Expect.oneOf("role granted on " + what, role, all));
    }

    void applyTo(AccessState access) {
        access.user(Permissions.ROOT);
        changes.forEach(change -> change.accept(access));
    }
}
