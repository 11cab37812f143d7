package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may do what: roles along a path, the deeper rule replacing the one above; a separated token has the part it shares with its user. */
final class Permissions {

    static final String ROOT = "root@pam";

    private final World world;
    private final Map<String, Set<String>> builtIn;
    private final Set<String> all;

    Permissions(World world) {
        this.world = world;
        this.builtIn = Privileges.builtInRoles(world.cluster.version());
        this.all = Set.copyOf(Privileges.of(world.cluster.version()));
    }

    static boolean isRoot(String who) {
        return who.equals(ROOT);
    }

    static String userOf(String who) {
        int mark = who.indexOf('!');
        return mark < 0 ? who : who.substring(0, mark);
    }

    Map<String, Set<String>> builtInRoles() {
        return builtIn;
    }

    Set<String> known() {
        return all;
    }

    boolean isRole(String role) {
        return builtIn.containsKey(role) || world.state.access.roles.containsKey(role);
    }

    Set<String> privilegesOf(String role) {
        Set<String> own = world.state.access.roles.get(role);
        return own != null ? own : builtIn.getOrDefault(role, Set.of());
    }

    /** Effective privileges on a path. */
    Set<String> of(String who, String path) {
        String user = userOf(who);
        Set<String> ofUser = user.equals(ROOT) ? all : collect("user", user, path);
        if (who.equals(user) || !separated(who)) {
            return ofUser;
        }
        Set<String> shared = new TreeSet<>(collect("token", who, path));
        shared.retainAll(ofUser);
        return shared;
    }

    private boolean separated(String who) {
        AccessState.User user = world.state.access.users.get(userOf(who));
        AccessState.Token token = user == null ? null : user.tokens.get(who.substring(who.indexOf('!') + 1));
        return token == null || token.privsep;
    }

    private Set<String> collect(String type, String ugid, String path) {
        Set<String> privileges = along(type, ugid, path);
        if (path.matches("/vms/\\d+")) {
            String pool = world.state.access.poolOf(Whole.small(path.substring(5), 0));
            if (!pool.isEmpty()) {
                privileges.addAll(along(type, ugid, "/pool/" + pool));
            }
        }
        return privileges;
    }

    private Set<String> along(String type, String ugid, String path) {
        List<String> roles = List.of();
        for (String prefix : prefixes(path)) {
            List<String> here = rolesAt(type, ugid, prefix, prefix.equals(path));
            if (!here.isEmpty()) {
                roles = here;
            }
        }
        Set<String> privileges = new TreeSet<>();
        if (!roles.contains("NoAccess")) {
            roles.forEach(role -> privileges.addAll(privilegesOf(role)));
        }
        return privileges;
    }

    private List<String> rolesAt(String type, String ugid, String path, boolean exact) {
        List<String> own = new ArrayList<>();
        List<String> byGroup = new ArrayList<>();
        AccessState.User user = world.state.access.users.get(ugid);
        for (AccessState.Acl acl : world.state.access.acl) {
            if (acl.path.equals(path) && (exact || acl.propagate)) {
                if (acl.type.equals(type) && acl.ugid.equals(ugid)) {
                    own.add(acl.role);
                } else if (acl.type.equals("group") && user != null && user.groups.contains(acl.ugid)) {
                    byGroup.add(acl.role);
                }
            }
        }
        return own.isEmpty() ? byGroup : own;
    }

    private static List<String> prefixes(String path) {
        List<String> prefixes = new ArrayList<>(List.of("/"));
        for (int i = 1; i <= path.length() && path.length() > 1; i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                prefixes.add(path.substring(0, i));
            }
        }
        return prefixes;
    }

    boolean may(String who, String path, String privilege) {
        return userIsRootWithoutSeparation(who) || of(who, path).contains(privilege);
    }

    /** The common case, without looking at any rule. */
    private boolean userIsRootWithoutSeparation(String who) {
        return who.equals(ROOT) || (userOf(who).equals(ROOT) && !separated(who));
    }

    void require(String who, String path, String privilege) {
        require(who, path, List.of(privilege), false);
    }

    void require(String who, String path, List<String> privileges, boolean any) {
        if (userIsRootWithoutSeparation(who)) {
            return;
        }
        Set<String> present = of(who, path);
        if (any && privileges.stream().noneMatch(present::contains)) {
            throw refused(path + ", " + String.join("|", privileges));
        }
        for (String privilege : privileges) {
            if (!any && !present.contains(privilege)) {
                throw refused(path + ", " + privilege);
            }
        }
    }

    static ApiError refused(String what) {
        return ApiError.of(403, "Permission check failed" + (what.isEmpty() ? "" : " (" + what + ")") + "\n");
    }
}
