package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Instant;
import java.util.List;

/** What a user is made with or changed to. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class UserSettings {

    private final ParamList params;

    private UserSettings(ParamList params) {
        this.params = params;
    }

    /** {@return the server's defaults: enabled, no end, no group} */
    public static UserSettings none() {
        return new UserSettings(ParamList.of());
    }

    /**
     * {@return these settings with the login open or closed}
     *
     * @param on whether it may log in
     */
    public UserSettings enabled(boolean on) {
        return new UserSettings(params.flag("enable", on));
    }

    /**
     * {@return these settings with an end}
     *
     * @param end whole seconds count
     */
    public UserSettings expires(Instant end) {
        return new UserSettings(params.and("expire", end.getEpochSecond()));
    }

    /** {@return these settings without an end} */
    public UserSettings neverExpires() {
        return new UserSettings(params.and("expire", 0));
    }

    /**
     * {@return these settings with groups, in place of all present ones}
     *
     * @param names of groups that exist
     */
    public UserSettings groups(List<String> names) {
        return new UserSettings(params.join("groups", names));
    }

    /**
     * {@return these settings with a mail address}
     *
     * @param address where notices go
     */
    public UserSettings email(String address) {
        return new UserSettings(params.and("email", address));
    }

    /**
     * {@return these settings with a given name}
     *
     * @param name the name
     */
    public UserSettings firstName(String name) {
        return new UserSettings(params.and("firstname", name));
    }

    /**
     * {@return these settings with a family name}
     *
     * @param name the name
     */
    public UserSettings lastName(String name) {
        return new UserSettings(params.and("lastname", name));
    }

    /**
     * {@return these settings with a comment}
     *
     * @param text free text
     */
    public UserSettings comment(String text) {
        return new UserSettings(params.and("comment", text));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "UserSettings" + params;
    }
}
