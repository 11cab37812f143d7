package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Optional;

/**
 * Whose privileges to read, and where.
 *
 * @param subject a user or token, absent = the caller
 * @param path one path, absent = all with rules
 */
public record PermissionQuery(Optional<String> subject, Optional<String> path) {

    /** {@return everything the caller may do} */
    public static PermissionQuery mine() {
        return new PermissionQuery(Optional.empty(), Optional.empty());
    }

    /**
     * {@return everything a user may do; another's needs {@code Sys.Audit} on {@code /access}}
     *
     * @param user the user
     */
    public static PermissionQuery of(UserId user) {
        return new PermissionQuery(Optional.of(user.value()), Optional.empty());
    }

    /**
     * {@return everything a token may do; another's needs {@code Sys.Audit} on {@code /access}}
     *
     * @param token the token
     */
    public static PermissionQuery of(TokenId token) {
        return new PermissionQuery(Optional.of(token.toString()), Optional.empty());
    }

    /**
     * {@return this query for one path}
     *
     * @param wanted such as {@code /vms/100}
     */
    public PermissionQuery at(String wanted) {
        return new PermissionQuery(subject, Optional.of(wanted));
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        ParamList params = ParamList.of();
        if (subject.isPresent()) {
            params = params.and("userid", subject.get());
        }
        return path.isPresent() ? params.and("path", path.get()).list() : params.list();
    }
}
