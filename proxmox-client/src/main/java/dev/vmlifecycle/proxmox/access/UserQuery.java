package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Optional;

/**
 * Which users to list. Without {@code User.Modify} or {@code Sys.Audit} a caller sees itself only.
 *
 * @param enabled only those that may or may not log in, absent = all
 * @param full with groups and tokens
 */
public record UserQuery(Optional<Boolean> enabled, boolean full) {

    /** {@return all users, without groups and tokens} */
    public static UserQuery all() {
        return new UserQuery(Optional.empty(), false);
    }

    /**
     * {@return this query for those that may or may not log in}
     *
     * @param wanted which
     */
    public UserQuery enabled(boolean wanted) {
        return new UserQuery(Optional.of(wanted), full);
    }

    /** {@return this query with groups and tokens} */
    public UserQuery inFull() {
        return new UserQuery(enabled, true);
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        ParamList params = ParamList.of();
        if (enabled.isPresent()) {
            params = params.flag("enabled", enabled.get());
        }
        return full ? params.flag("full", true).list() : params.list();
    }
}
