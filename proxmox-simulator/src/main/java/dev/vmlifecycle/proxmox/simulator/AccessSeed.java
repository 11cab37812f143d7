package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The users, tokens, roles and rules a simulator begins with; may be applied again to a world that has them already. */
final class AccessSeed {

    private final List<Consumer<AccessState>> changes = new ArrayList<>();
    private final Map<String, List<String>> roles = new LinkedHashMap<>();
    private final Map<String, String> granted = new LinkedHashMap<>();
    private final Map<String, String> subjects = new LinkedHashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> factors = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    private static final String USER = "[^\\s:/!@]+(@[^\\s:/!@]+)*@[A-Za-z][A-Za-z0-9._-]+";

    void user(String id, String password) {
        Expect.matches("user", id, USER, "name and realm, such as panel@pve");
        Expect.secret("password of user " + id, password);
        Expect.once("user", users, id, id);
        changes.add(access -> access.user(id).password = password);
    }

    void totp(String id, String secret) {
        Expect.oneOf("user", id, users.keySet());
        Objects.requireNonNull(secret, "secret");
        boolean base32 = secret.matches("[A-Z2-7]+=*");
        Expect.that(base32, "second factor of user " + id, "not Base32", "a secret in Base32");
        Expect.once("second factor of user", factors, id, id);
        changes.add(access -> access.user(id).totp = secret);
    }

    /** A token without separation has all rights: its user becomes administrator. */
    void token(String full, String secret, boolean separated) {
        Expect.matches("token", full, USER + "![A-Za-z][A-Za-z0-9._-]+", "user, exclamation mark, name");
        Expect.secret("secret of token " + full, secret);
        Expect.once("token", tokens, full, full);
        int mark = full.indexOf('!');
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
        if (tokens.isEmpty()) {
            token(full, secret, false);
        }
    }

    void role(String role, List<String> privileges) {
        Expect.matches("role", role, "[A-Za-z0-9._-]+", "letters, digits, dots, dashes");
        Expect.once("role", roles, role, privileges);
        changes.add(access -> access.roles.put(role, new TreeSet<>(privileges)));
    }

    void grant(String path, String subject, String role) {
        Expect.matches("path", path, "/.*", "beginning with a slash");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(role, "role");
        subjects.put(path + " to " + subject, subject);
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
        Set<String> privileges = Set.copyOf(Privileges.of(version));
        roles.forEach(
                (role, names) -> names.forEach(name -> Expect.oneOf("privilege of role " + role, name, privileges)));
        Set<String> all = new TreeSet<>(Privileges.builtInRoles(version).keySet());
        all.addAll(roles.keySet());
        granted.forEach((what, role) -> Expect.oneOf("role granted on " + what, role, all));
        Set<String> known = new TreeSet<>(users.keySet());
        known.add(Permissions.ROOT);
        tokens.keySet().forEach(token -> known.addAll(List.of(token, Permissions.userOf(token))));
        subjects.forEach((what, subject) -> Expect.oneOf("subject granted " + what, subject, known));
    }

    void applyTo(AccessState access) {
        access.user(Permissions.ROOT);
        changes.forEach(change -> change.accept(access));
    }
}
