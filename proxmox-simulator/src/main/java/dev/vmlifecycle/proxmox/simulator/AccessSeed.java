package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The users, tokens, roles and rules a simulator begins with; may be applied again to a world that has them already. */
final class AccessSeed {

    private final List<Consumer<AccessState>> changes = new ArrayList<>();
    private boolean hasToken;

    void user(String id, String password) {
        changes.add(access -> access.user(id).password = password);
    }

    void totp(String id, String secret) {
        changes.add(access -> access.user(id).totp = secret);
    }

    /** A token without separation has all rights: its user becomes administrator. */
    void token(String full, String secret, boolean separated) {
        int mark = full.indexOf('!');
        if (mark < 0) {
            throw new IllegalArgumentException("token: " + full + " (expected: user, exclamation mark, name)");
        }
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
        changes.add(access -> access.roles.put(role, new TreeSet<>(privileges)));
    }

    void grant(String path, String subject, String role) {
        String type = subject.contains("!") ? "token" : "user";
        AccessState.Acl wanted = AccessState.Acl.of(path, type, subject, role);
        changes.add(access -> {
            access.acl.removeIf(wanted::is);
            access.acl.add(AccessState.Acl.of(path, type, subject, role));
        });
    }

    void applyTo(AccessState access) {
        access.user(Permissions.ROOT);
        changes.forEach(change -> change.accept(access));
    }
}
