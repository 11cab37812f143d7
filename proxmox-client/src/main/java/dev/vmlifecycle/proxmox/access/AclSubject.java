package dev.vmlifecycle.proxmox.access;

/** Whom an access rule is for. */
public sealed interface AclSubject {

    /**
     * A user.
     *
     * @param id its name
     */
    record OfUser(UserId id) implements AclSubject {}

    /**
     * A group.
     *
     * @param name its name
     */
    record OfGroup(String name) implements AclSubject {}

    /**
     * An API token. It has what both it and its user were granted.
     *
     * @param id its name
     */
    record OfToken(TokenId id) implements AclSubject {}

    /**
     * {@return a user as a subject}
     *
     * @param id its name
     */
    static AclSubject user(UserId id) {
        return new OfUser(id);
    }

    /**
     * {@return a group as a subject}
     *
     * @param name its name
     */
    static AclSubject group(String name) {
        return new OfGroup(name);
    }

    /**
     * {@return a token as a subject}
     *
     * @param id its name
     */
    static AclSubject token(TokenId id) {
        return new OfToken(id);
    }
}
