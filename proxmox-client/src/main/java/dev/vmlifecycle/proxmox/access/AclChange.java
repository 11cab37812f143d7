package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A grant, or the end of one. Repeating it changes nothing. Immutable; each setter returns a changed copy. */
public final class AclChange {

    private final ParamList params;

    private AclChange(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a grant that holds below the path too}
     *
     * @param path such as {@code /vms/100}
     * @param subject whom it is for
     * @param roles what is granted
     */
    public static AclChange grant(String path, AclSubject subject, String... roles) {
        return new AclChange(params(path, subject, roles));
    }

    /**
     * {@return the end of grants}
     *
     * @param path the very path they were made for
     * @param subject whom they are for
     * @param roles what is taken back
     */
    public static AclChange revoke(String path, AclSubject subject, String... roles) {
        return new AclChange(params(path, subject, roles).flag("delete", true));
    }

    /**
     * {@return this grant with or without what lies below the path}
     *
     * @param on whether it holds there too
     */
    public AclChange propagate(boolean on) {
        return new AclChange(params.flag("propagate", on));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "AclChange" + params;
    }

    private static ParamList params(String path, AclSubject subject, String... roles) {
        ParamList params = ParamList.of(Param.of("path", path)).join("roles", List.of(roles));
        if (subject instanceof AclSubject.OfUser user) {
            return params.and("users", user.id());
        }
        if (subject instanceof AclSubject.OfToken token) {
            return params.and("tokens", token.id());
        }
        return params.and("groups", ((AclSubject.OfGroup) subject).name());
    }
}
