package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.access.AclChange;
import dev.vmlifecycle.proxmox.access.AclEntry;
import dev.vmlifecycle.proxmox.access.AclSubject;
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
import dev.vmlifecycle.proxmox.error.AlreadyExistsException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final UserId USER = UserId.of("api@pve");
    private static final TokenId TOKEN = TokenId.parse("api@pve!sdk");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Access access = transport.client().access();

    @Test
    void users_inFull_haveGroupsAndTokens() {
        transport.data("[{\"userid\":\"api@pve\",\"enable\":\"0\",\"expire\":1795443371,\"groups\":\"ops,dev\","
                + "\"comment\":\"svc\",\"realm-type\":\"pve\",\"tokens\":[{\"tokenid\":\"sdk\",\"privsep\":\"0\","
                + "\"expire\":0}]},{\"userid\":\"root@pam\",\"tokens\":null}]");

        List<User> users = access.users(UserQuery.all().enabled(true).inFull());

        assertThat(sent()).isEqualTo("GET /api2/json/access/users [enabled=1, full=1]");
        assertThat(users.get(0).enabled()).isFalse();
        assertThat(users.get(0).expires()).contains(Instant.ofEpochSecond(1795443371));
        assertThat(users.get(0).groups()).containsExactly("ops", "dev");
        assertThat(users.get(0).tokens())
                .containsExactly(new TokenInfo(TOKEN, false, Optional.empty(), Optional.empty()));
        assertThat(users.get(0).get("realm-type")).contains("pve");
        assertThat(users.get(1).enabled()).isTrue();
        assertThat(users.get(1).expires()).isEmpty();
    }

    @Test
    void user_one_hasTheSameShape() {
        transport.data("{\"enable\":1,\"groups\":[\"ops\",\"dev\"],\"email\":\"a@example.net\",\"firstname\":\"A\","
                + "\"lastname\":\"B\",\"tokens\":{\"sdk\":{\"privsep\":1,\"comment\":\"x\"}}}");

        User user = access.user(USER);

        assertThat(sent()).isEqualTo("GET /api2/json/access/users/api%40pve []");
        assertThat(user.groups()).containsExactly("ops", "dev");
        assertThat(user.tokens()).containsExactly(new TokenInfo(TOKEN, true, Optional.empty(), Optional.of("x")));
        assertThat(user.email()).contains("a@example.net");
        assertThat(user.firstName().orElseThrow() + user.lastName().orElseThrow())
                .isEqualTo("AB");
        assertThat(user).hasToString("User[api@pve]");
    }

    @Test
    void userWrites_sendWhatWasSet() {
        transport.data("null").data("null").data("null").data("null");
        UserSettings settings = UserSettings.none()
                .enabled(false)
                .expires(Instant.ofEpochSecond(5))
                .groups(List.of("a", "b"))
                .email("a@example.net")
                .firstName("A")
                .lastName("B")
                .comment("c");

        access.createUser(USER, Secret.of("hunter22"), settings);
        assertThat(sent())
                .isEqualTo("POST /api2/json/access/users [userid=api@pve, password=***, enable=0, expire=5, "
                        + "groups=a,b, email=a@example.net, firstname=A, lastname=B, comment=c]");
        assertThat(transport.last().encodedForm()).contains("password=hunter22");

        access.updateUser(USER, UserSettings.none().neverExpires());
        assertThat(sent()).isEqualTo("PUT /api2/json/access/users/api%40pve [expire=0]");

        access.addToGroups(USER, List.of("ops"));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/users/api%40pve [groups=ops, append=1]");

        access.deleteUser(USER);
        assertThat(sent()).isEqualTo("DELETE /api2/json/access/users/api%40pve []");
    }

    @Test
    void changePassword_isNeverPrinted() {
        transport.serverVersion("8.4.1").data("null").data("null");

        access.changePassword(USER, Secret.of("new-one-1"));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/password [userid=api@pve, password=***]");

        access.changePassword(USER, Secret.of("new-one-1"), Secret.of("own-one-1"));
        assertThat(sent()).contains("confirmation-password=***");
        assertThat(transport.last().encodedForm()).contains("confirmation-password=own-one-1");
    }

    @Test
    void createToken_tellsItsSecretOnce() {
        transport.data("{\"info\":{\"comment\":\"x\",\"privsep\":\"0\"},"
                + "\"value\":\"5ec8e700-0000-4000-8000-000000000001\",\"full-tokenid\":\"api@pve!sdk\"}");

        CreatedToken token =
                access.createToken(TOKEN, TokenSettings.none().separated(false).comment("x"));

        assertThat(sent()).isEqualTo("POST /api2/json/access/users/api%40pve/token/sdk [privsep=0, comment=x]");
        assertThat(token.info()).isEqualTo(new TokenInfo(TOKEN, false, Optional.empty(), Optional.of("x")));
        assertThat(token.secret().reveal()).startsWith("5ec8e700");
        assertThat(token.toString() + token.credentials()).doesNotContain("5ec8e700");
        assertThat(token.credentials().id()).isEqualTo("api@pve!sdk");
    }

    @Test
    void createToken_existing_isThatException() {
        transport.answer(
                400,
                "Parameter verification failed.",
                "{\"data\":null,\"errors\":{\"tokenid\":\"Token already exists.\"}}");

        assertThatThrownBy(() -> access.createToken(TOKEN, TokenSettings.none()))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void tokens_readChangeDelete() {
        transport
                .data("[{\"tokenid\":\"sdk\",\"privsep\":1,\"expire\":7}]")
                .data("{}")
                .data("{}")
                .data("null");

        assertThat(access.tokens(USER))
                .containsExactly(new TokenInfo(TOKEN, true, Optional.of(Instant.ofEpochSecond(7)), Optional.empty()));
        assertThat(access.token(TOKEN).separated()).isTrue();
        access.updateToken(TOKEN, TokenSettings.none().neverExpires());
        assertThat(sent()).isEqualTo("PUT /api2/json/access/users/api%40pve/token/sdk [expire=0]");
        access.deleteToken(TOKEN);
        assertThat(sent()).isEqualTo("DELETE /api2/json/access/users/api%40pve/token/sdk []");
    }

    @Test
    void roles_areReadInBothShapes() {
        transport
                .data("[{\"roleid\":\"Ops\",\"privs\":\"VM.Audit,VM.Clone\",\"special\":1},{\"roleid\":\"None\"}]")
                .data("{\"VM.Audit\":1,\"VM.Clone\":\"1\",\"VM.Backup\":0}");

        assertThat(access.roles())
                .containsExactly(
                        new Role("Ops", Set.of("VM.Audit", "VM.Clone"), true), new Role("None", Set.of(), false));
        assertThat(access.role("Ops").privileges()).containsExactlyInAnyOrder("VM.Audit", "VM.Clone");
        assertThat(sent()).isEqualTo("GET /api2/json/access/roles/Ops []");
    }

    @Test
    void roleWrites_replaceOrAdd() {
        transport.data("null").data("null").data("null").data("null");

        access.createRole("Ops", List.of("VM.Audit", "VM.Clone"));
        assertThat(sent()).isEqualTo("POST /api2/json/access/roles [roleid=Ops, privs=VM.Audit VM.Clone]");
        access.setPrivileges("Ops", List.of("VM.Audit"));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/roles/Ops [privs=VM.Audit]");
        access.addPrivileges("Ops", List.of("SDN.Use"));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/roles/Ops [privs=SDN.Use, append=1]");
        access.deleteRole("Ops");
        assertThat(sent()).isEqualTo("DELETE /api2/json/access/roles/Ops []");
    }

    @Test
    void acl_kindsOfSubjects() {
        transport.data(
                "[{\"path\":\"/\",\"type\":\"user\",\"ugid\":\"api@pve\",\"roleid\":\"Ops\",\"propagate\":1},"
                        + "{\"path\":\"/vms/100\",\"type\":\"token\",\"ugid\":\"api@pve!sdk\",\"roleid\":\"Ops\",\"propagate\":0},"
                        + "{\"path\":\"/pool/a\",\"type\":\"group\",\"ugid\":\"devs\",\"roleid\":\"Ops\",\"propagate\":\"1\"}]");

        assertThat(access.acl())
                .containsExactly(
                        new AclEntry("/", AclSubject.user(USER), "Ops", true),
                        new AclEntry("/vms/100", AclSubject.token(TOKEN), "Ops", false),
                        new AclEntry("/pool/a", AclSubject.group("devs"), "Ops", true));
    }

    @Test
    void changeAcl_grantsAndRevokes() {
        transport.data("null").data("null");

        access.changeAcl(
                AclChange.grant("/vms/100", AclSubject.group("devs"), "A", "B").propagate(false));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/acl [path=/vms/100, roles=A,B, groups=devs, propagate=0]");
        access.changeAcl(AclChange.revoke("/", AclSubject.token(TOKEN), "A"));
        assertThat(sent()).isEqualTo("PUT /api2/json/access/acl [path=/, roles=A, tokens=api@pve!sdk, delete=1]");
    }

    @Test
    void permissions_tellWhatIsMissing() {
        transport.data("{\"/vms\":{\"VM.Audit\":1,\"VM.Clone\":0}}").data("{}");

        Permissions mine = access.permissions(PermissionQuery.mine());
        assertThat(mine.at("/vms")).containsExactlyInAnyOrder("VM.Audit", "VM.Clone");
        assertThat(mine.byPath().get("/vms")).containsEntry("VM.Clone", false);
        assertThat(mine.missing("/vms", "VM.Audit", "SDN.Use")).containsExactly("SDN.Use");

        assertThat(access.permissions(PermissionQuery.of(TOKEN).at("/vms")).at("/vms"))
                .isEmpty();
        assertThat(sent()).isEqualTo("GET /api2/json/access/permissions [userid=api@pve!sdk, path=/vms]");
    }

    @Test
    void realmsAndGroups_areListed() {
        transport
                .data("[{\"realm\":\"pam\",\"type\":\"pam\",\"comment\":\"Linux\"},"
                        + "{\"realm\":\"corp\",\"type\":\"ldap\",\"tfa\":\"oath\"}]")
                .data("[{\"groupid\":\"devs\",\"users\":\"api@pve,root@pam\"},{\"groupid\":\"none\",\"users\":\"\"}]");

        assertThat(access.realms())
                .containsExactly(
                        new Realm("pam", "pam", Optional.of("Linux"), Optional.empty()),
                        new Realm("corp", "ldap", Optional.empty(), Optional.of("oath")));
        assertThat(access.groups())
                .containsExactly(
                        new Group("devs", Optional.empty(), List.of(USER, UserId.of("root@pam"))),
                        new Group("none", Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "a b@pve", "api@", "a/b@pve", "api@pve!sdk"})
    void userId_malformed_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UserId.of(text)).withMessageContaining("name@realm");
    }

    @Test
    void ids_areTakenApart() {
        assertThat(UserId.of("a@b@ldap").name()).isEqualTo("a@b");
        assertThat(TOKEN.user().realm()).isEqualTo("pve");
        assertThat(TOKEN).hasToString("api@pve!sdk");
        assertThatIllegalArgumentException().isThrownBy(() -> TokenId.parse("api@pve"));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenId.parse("api@pve!1"));
    }

    private String sent() {
        return transport.last().toString();
    }
}
