package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.access.AclEntry;
import dev.vmlifecycle.proxmox.access.AclSubject;
import dev.vmlifecycle.proxmox.access.CreatedToken;
import dev.vmlifecycle.proxmox.access.Group;
import dev.vmlifecycle.proxmox.access.Permissions;
import dev.vmlifecycle.proxmox.access.Realm;
import dev.vmlifecycle.proxmox.access.Role;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenInfo;
import dev.vmlifecycle.proxmox.access.User;
import dev.vmlifecycle.proxmox.access.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers below {@code /access}. */
public final class AccessReader {

    private AccessReader() {}

    /**
     * {@return a row of the user list}
     *
     * @param row of {@code users}
     */
    public static User user(Fields row) {
        UserId id = row.require("userid", UserId::of);
        List<TokenInfo> tokens = row.rows("tokens").stream()
                .map(token -> token(new TokenId(id, token.require("tokenid")), token))
                .toList();
        return User.of(id, row.wire(), tokens);
    }

    /**
     * {@return one user}
     *
     * @param id its name, which the answer lacks
     * @param data of {@code users/{userid}}
     */
    public static User user(UserId id, Fields data) {
        Fields tokens = data.object("tokens");
        List<TokenInfo> infos = tokens.names().stream()
                .sorted()
                .map(name -> token(new TokenId(id, name), tokens.object(name)))
                .toList();
        return User.of(id, data.wire(), infos);
    }

    /**
     * {@return a token}
     *
     * @param id its name
     * @param data what is known of it; older servers leave out what is at its default
     */
    public static TokenInfo token(TokenId id, Fields data) {
        WireMap values = WireMap.of(data.scalars());
        return new TokenInfo(id, values.flag("privsep").orElse(true), values.instant("expire"), values.text("comment"));
    }

    /**
     * {@return a token just made}
     *
     * @param id its name
     * @param data of {@code POST users/{userid}/token/{tokenid}}
     */
    public static CreatedToken created(TokenId id, Fields data) {
        return new CreatedToken(token(id, data.object("info")), Secret.of(data.require("value")));
    }

    /**
     * {@return a group}
     *
     * @param row of {@code groups}
     */
    public static Group group(Fields row) {
        return new Group(
                row.require("groupid"),
                row.text("comment"),
                row.words("users").stream().map(UserId::of).toList());
    }

    /**
     * {@return a realm}
     *
     * @param row of {@code domains}
     */
    public static Realm realm(Fields row) {
        return new Realm(
                row.require("realm"), row.text("type").orElse("unknown"), row.text("comment"), row.text("tfa"));
    }

    /**
     * {@return a role}
     *
     * @param row of {@code roles}
     */
    public static Role role(Fields row) {
        return new Role(row.require("roleid"), Set.copyOf(row.words("privs")), row.flag("special"));
    }

    /**
     * {@return one role}
     *
     * @param name its name, which the answer lacks
     * @param data of {@code roles/{roleid}}
     */
    public static Role role(String name, Fields data) {
        return new Role(name, data.names().stream().filter(data::flag).collect(Collectors.toSet()), false);
    }

    /**
     * {@return an access rule}
     *
     * @param row of {@code acl}
     */
    public static AclEntry acl(Fields row) {
        AclSubject subject = switch (row.require("type")) {
            case "group" -> AclSubject.group(row.require("ugid"));
            case "token" -> AclSubject.token(row.require("ugid", TokenId::parse));
            default -> AclSubject.user(row.require("ugid", UserId::of));
        };
        return new AclEntry(row.require("path"), subject, row.require("roleid"), row.flag("propagate"));
    }

    /**
     * {@return privileges by path}
     *
     * @param data of {@code permissions}
     */
    public static Permissions permissions(Fields data) {
        Map<String, Map<String, Boolean>> byPath = new HashMap<>();
        for (String path : data.names()) {
            Fields privileges = data.object(path);
            // the value says whether it propagates; a privilege that is not held has no key
            byPath.put(
                    path, privileges.names().stream().collect(Collectors.toMap(Function.identity(), privileges::flag)));
        }
        return new Permissions(byPath);
    }
}
