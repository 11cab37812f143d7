package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.access.AclChange;
import dev.vmlifecycle.proxmox.access.AclEntry;
import dev.vmlifecycle.proxmox.access.CreatedToken;
import dev.vmlifecycle.proxmox.access.Group;
import dev.vmlifecycle.proxmox.access.PermissionQuery;
import dev.vmlifecycle.proxmox.access.Permissions;
import dev.vmlifecycle.proxmox.access.Realm;
import dev.vmlifecycle.proxmox.access.Role;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenInfo;
import dev.vmlifecycle.proxmox.access.TokenSettings;
import dev.vmlifecycle.proxmox.access.User;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserQuery;
import dev.vmlifecycle.proxmox.access.UserSettings;
import dev.vmlifecycle.proxmox.internal.AccessReader;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.Fields;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Users, API tokens, roles and access rules. Every method is one call and throws {@code ProxmoxException}. Immutable and
 * thread-safe.
 */
public final class Access {

    private static final ApiPath ACCESS = ApiPath.of("/access");

    private final Api api;

    Access(Api api) {
        this.api = api;
    }

    /**
     * {@return users; all of them need {@code User.Modify} or {@code Sys.Audit} on {@code /access/groups}}
     *
     * @param query which
     */
    public List<User> users(UserQuery query) {
        return rows("/users", query.params(), AccessReader::user);
    }

    /**
     * {@return one user; needs {@code User.Modify} or {@code Sys.Audit}}
     *
     * @param id its name
     */
    public User user(UserId id) {
        return AccessReader.user(id, api.get(userPath(id, "")).object());
    }

    /**
     * Makes a user without a password, which can not log in by one; needs {@code Realm.AllocateUser} and
     * {@code User.Modify}. An existing one is an {@code AlreadyExistsException}.
     *
     * @param id its name
     * @param settings what is not the default
     */
    public void createUser(UserId id, UserSettings settings) {
        api.post(
                ACCESS.child("/users"),
                ParamList.of(Param.of("userid", id)).and(settings.params()).list());
    }

    /**
     * Makes a user with a password; needs {@code Realm.AllocateUser} and {@code User.Modify}. An existing one is an
     * {@code AlreadyExistsException}.
     *
     * @param id its name, of the realm {@code pve}
     * @param password 8 to 64 characters
     * @param settings what is not the default
     */
    public void createUser(UserId id, Secret password, UserSettings settings) {
        ParamList params = ParamList.of(Param.of("userid", id), Param.of("password", password.reveal()));
        api.post(ACCESS.child("/users"), params.and(settings.params()).list());
    }

    /**
     * Changes a user; needs {@code User.Modify}.
     *
     * @param id its name
     * @param settings what changes
     */
    public void updateUser(UserId id, UserSettings settings) {
        api.put(userPath(id, ""), settings.params());
    }

    /**
     * Puts a user into more groups; needs {@code User.Modify}.
     *
     * @param id its name
     * @param groups of which it is not a member yet
     */
    public void addToGroups(UserId id, List<String> groups) {
        api.put(
                userPath(id, ""),
                ParamList.of().join("groups", groups).flag("append", true).list());
    }

    /**
     * Removes a user, its tokens and the rules for it; needs {@code Realm.AllocateUser} and {@code User.Modify}.
     *
     * @param id its name
     */
    public void deleteUser(UserId id) {
        api.delete(userPath(id, ""), List.of());
    }

    /**
     * Changes a password. The server refuses it to API tokens, whatever they may do; with a ticket a user may change its
     * own, another's needs {@code Realm.AllocateUser} and {@code User.Modify}.
     *
     * @param id whose
     * @param password the new one, 8 to 64 characters
     */
    public void changePassword(UserId id, Secret password) {
        api.put(ACCESS.child("/password"), List.of(Param.of("userid", id), Param.of("password", password.reveal())));
    }

    /**
     * Changes a password, as {@link #changePassword(UserId, Secret)}, on servers that want proof of who is asking; since
     * 8, older ones refuse it.
     *
     * @param id whose
     * @param password the new one, 8 to 64 characters
     * @param own the present password of the one who asks
     */
    public void changePassword(UserId id, Secret password, Secret own) {
        api.put(
                ACCESS.child("/password"),
                List.of(
                        Param.of("userid", id),
                        Param.of("password", password.reveal()),
                        Param.of("confirmation-password", own.reveal())));
    }

    /**
     * {@return the tokens of a user; another's need {@code User.Modify}}
     *
     * @param user whose
     */
    public List<TokenInfo> tokens(UserId user) {
        return api.get(userPath(user, "/token")).rows().stream()
                .map(row -> AccessReader.token(new TokenId(user, row.require("tokenid")), row))
                .toList();
    }

    /**
     * {@return one token; another's needs {@code User.Modify}}
     *
     * @param id its name
     */
    public TokenInfo token(TokenId id) {
        return AccessReader.token(id, api.get(tokenPath(id)).object());
    }

    /**
     * {@return a new token with its secret, told this once; another's needs {@code User.Modify}; an existing one is an
     * {@code AlreadyExistsException}}
     *
     * @param id its name
     * @param settings what is not the default
     */
    public CreatedToken createToken(TokenId id, TokenSettings settings) {
        return AccessReader.created(
                id, api.post(tokenPath(id), settings.params()).object());
    }

    /**
     * Changes a token, its secret stays; another's needs {@code User.Modify}.
     *
     * @param id its name
     * @param settings what changes
     */
    public void updateToken(TokenId id, TokenSettings settings) {
        api.put(tokenPath(id), settings.params());
    }

    /**
     * Removes a token and the rules for it; another's needs {@code User.Modify}.
     *
     * @param id its name
     */
    public void deleteToken(TokenId id) {
        api.delete(tokenPath(id), List.of());
    }

    /** {@return all roles} */
    public List<Role> roles() {
        return rows("/roles", List.of(), AccessReader::role);
    }

    /**
     * {@return one role}
     *
     * @param name its name
     */
    public Role role(String name) {
        return AccessReader.role(name, api.get(rolePath(name)).object());
    }

    /**
     * Makes a role; needs {@code Sys.Modify} on {@code /access}.
     *
     * @param name its name
     * @param privileges such as {@code VM.Allocate}; one this server's version does not know is refused
     */
    public void createRole(String name, Collection<String> privileges) {
        api.post(ACCESS.child("/roles"), List.of(Param.of("roleid", name), privileges(privileges)));
    }

    /**
     * Gives a role these privileges and no others; needs {@code Sys.Modify} on {@code /access}.
     *
     * @param name its name
     * @param privileges such as {@code VM.Allocate}
     */
    public void setPrivileges(String name, Collection<String> privileges) {
        api.put(rolePath(name), List.of(privileges(privileges)));
    }

    /**
     * Gives a role more privileges; needs {@code Sys.Modify} on {@code /access}.
     *
     * @param name its name
     * @param privileges such as {@code VM.Allocate}
     */
    public void addPrivileges(String name, Collection<String> privileges) {
        api.put(rolePath(name), List.of(privileges(privileges), Param.flag("append", true)));
    }

    /**
     * Removes a role; needs {@code Sys.Modify} on {@code /access}.
     *
     * @param name its name
     */
    public void deleteRole(String name) {
        api.delete(rolePath(name), List.of());
    }

    /** {@return the access rules at paths whose rules the caller may change} */
    public List<AclEntry> acl() {
        return rows("/acl", List.of(), AccessReader::acl);
    }

    /**
     * Grants or takes back; needs {@code Permissions.Modify} on the path, or the kind of {@code Allocate} that goes with it
     * ({@code VM.Allocate} below {@code /vms} and so on).
     *
     * @param change what
     */
    public void changeAcl(AclChange change) {
        api.put(ACCESS.child("/acl"), change.params());
    }

    /**
     * {@return what someone may do; another's needs {@code Sys.Audit} on {@code /access}}
     *
     * @param query who, and where
     */
    public Permissions permissions(PermissionQuery query) {
        return AccessReader.permissions(
                api.get(ACCESS.child("/permissions"), query.params().toArray(Param[]::new))
                        .object());
    }

    /** {@return the realms one can log in to} */
    public List<Realm> realms() {
        return rows("/domains", List.of(), AccessReader::realm);
    }

    /** {@return the groups one may see; all need {@code Sys.Audit} on {@code /access/groups}} */
    public List<Group> groups() {
        return rows("/groups", List.of(), AccessReader::group);
    }

    @Override
    public String toString() {
        return "Access";
    }

    private <T> List<T> rows(String child, List<Param> query, Function<Fields, T> reader) {
        return api.get(ACCESS.child(child), query.toArray(Param[]::new)).rows().stream()
                .map(reader)
                .toList();
    }

    private static ApiPath userPath(UserId id, String child) {
        return ACCESS.child("/users/{userid}" + child, id);
    }

    private static ApiPath tokenPath(TokenId id) {
        return ACCESS.child("/users/{userid}/token/{tokenid}", id.user(), id.name());
    }

    private static ApiPath rolePath(String name) {
        return ACCESS.child("/roles/{roleid}", name);
    }

    // blanks, as Proxmox writes such lists itself
    private static Param privileges(Collection<String> names) {
        return Param.of("privs", String.join(" ", names));
    }
}
