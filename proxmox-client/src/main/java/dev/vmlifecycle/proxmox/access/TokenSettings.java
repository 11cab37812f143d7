package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Instant;
import java.util.List;

/** What an API token is made with or changed to. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class TokenSettings {

    private final ParamList params;

    private TokenSettings(ParamList params) {
        this.params = params;
    }

    /** {@return the server's defaults: privileges of its own, no end} */
    public static TokenSettings none() {
        return new TokenSettings(ParamList.of());
    }

    /**
     * {@return these settings with or without privilege separation}
     *
     * @param on whether the token has only those of its user's privileges that it is granted itself: none at first
     */
    public TokenSettings separated(boolean on) {
        return new TokenSettings(params.flag("privsep", on));
    }

    /**
     * {@return these settings with an end}
     *
     * @param end whole seconds count
     */
    public TokenSettings expires(Instant end) {
        return new TokenSettings(params.and("expire", end.getEpochSecond()));
    }

    /** {@return these settings without an end of its own} */
    public TokenSettings neverExpires() {
        return new TokenSettings(params.and("expire", 0));
    }

    /**
     * {@return these settings with a comment}
     *
     * @param text free text
     */
    public TokenSettings comment(String text) {
        return new TokenSettings(params.and("comment", text));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "TokenSettings" + params;
    }
}
