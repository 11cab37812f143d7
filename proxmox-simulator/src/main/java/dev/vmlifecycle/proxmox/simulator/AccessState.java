package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Users, tokens, groups, roles, ACLs and pools; plain fields, stored as JSON. */
final class AccessState {

    TreeMap<String, User> users = new TreeMap<>();
    TreeMap<String, TreeSet<String>> roles = new TreeMap<>();
    TreeMap<String, String> groups = new TreeMap<>();
    List<Acl> acl = new ArrayList<>();
    TreeMap<String, Pool> pools = new TreeMap<>();

    /** One user; the password is kept in clear, the world is no place for real ones. */
    static final class User {
        boolean enable = true;
        long expire;
        String password = "";
        /** Base32 secret of the second factor, empty without one. */
        String totp = "";

        TreeMap<String, String> texts = new TreeMap<>();
        TreeSet<String> groups = new TreeSet<>();
        TreeMap<String, Token> tokens = new TreeMap<>();
    }

    /** One API token. */
    static final class Token {
        String secret = "";
        boolean privsep = true;
        long expire;
        String comment = "";
    }

    /** One row of the access control list. */
    static final class Acl {
        String path = "";
        String type = "";
        String ugid = "";
        String role = "";
        boolean propagate = true;

        static Acl of(String path, String type, String ugid, String role) {
            Acl acl = new Acl();
            acl.path = path;
            acl.type = type;
            acl.ugid = ugid;
            acl.role = role;
            return acl;
        }

        boolean is(Acl other) {
            return path.equals(other.path)
                    && type.equals(other.type)
                    && ugid.equals(other.ugid)
                    && role.equals(other.role);
        }
    }

    /** One pool. */
    static final class Pool {
        String comment = "";
        TreeSet<Integer> vms = new TreeSet<>();
        TreeSet<String> storages = new TreeSet<>();
    }

    /** The user, made when absent. */
    User user(String id) {
        return users.computeIfAbsent(id, key -> new User());
    }

    String poolOf(int vmid) {
        return pools.entrySet().stream()
                .filter(entry -> entry.getValue().vms.contains(vmid))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
