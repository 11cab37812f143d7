package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.access.AclChange;
import dev.vmlifecycle.proxmox.access.AclSubject;
import dev.vmlifecycle.proxmox.access.PermissionQuery;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenSettings;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserQuery;
import dev.vmlifecycle.proxmox.access.UserSettings;
import java.util.List;

/** Users, tokens, roles, rights. */
final class AccessCalls {

    private AccessCalls() {}

    static void add(Calls calls) {
        access(calls);
        accessFurther(calls);
    }

    private static void access(Calls calls) {
        calls.on(
                "Access.users(UserQuery)",
                p -> p.client.access().users(UserQuery.all().inFull()));
        calls.on("Access.user(UserId)", p -> p.client.access().user(Panel.USER));
        calls.on(
                "Access.createUser(UserId, UserSettings)",
                p -> p.client
                        .access()
                        .createUser(UserId.of("new@pve"), UserSettings.none().comment("new")));
        calls.on(
                "Access.createUser(UserId, Secret, UserSettings)",
                p -> p.client.access().createUser(UserId.of("new@pve"), Secret.of("newpassword"), UserSettings.none()));
        calls.on(
                "Access.updateUser(UserId, UserSettings)",
                p -> p.client
                        .access()
                        .updateUser(Panel.USER, UserSettings.none().email("panel@example.com")));
        calls.on("Access.addToGroups(UserId, List)", p -> p.client.access().addToGroups(Panel.USER, p.group()));
        calls.on("Access.deleteUser(UserId)", p -> p.client.access().deleteUser(Panel.USER));
        calls.on(
                "Access.changePassword(UserId, Secret)",
                p -> p.client.access().changePassword(Panel.USER, Secret.of("newpassword")));
        calls.on(
                "Access.changePassword(UserId, Secret, Secret)",
                p -> p.withPassword()
                        .access()
                        .changePassword(Panel.USER, Secret.of("newpassword"), Secret.of("rootpw")));
        calls.on("Access.tokens(UserId)", p -> p.client.access().tokens(Panel.USER));
        calls.on("Access.token(TokenId)", p -> p.client.access().token(Panel.TOKEN));
        calls.on(
                "Access.createToken(TokenId, TokenSettings)",
                p -> p.client.access().createToken(TokenId.parse("panel@pve!other"), TokenSettings.none()));
        calls.on(
                "Access.updateToken(TokenId, TokenSettings)",
                p -> p.client
                        .access()
                        .updateToken(Panel.TOKEN, TokenSettings.none().comment("the bot")));
        calls.on("Access.deleteToken(TokenId)", p -> p.client.access().deleteToken(Panel.TOKEN));
    }

    private static void accessFurther(Calls calls) {
        calls.on("Access.roles()", p -> p.client.access().roles());
        calls.on("Access.role(String)", p -> p.client.access().role("Some"));
        calls.on(
                "Access.createRole(String, Collection)",
                p -> p.client.access().createRole("Other", List.of("VM.Audit")));
        calls.on(
                "Access.setPrivileges(String, Collection)",
                p -> p.client.access().setPrivileges("Some", List.of("VM.PowerMgmt")));
        calls.on(
                "Access.addPrivileges(String, Collection)",
                p -> p.client.access().addPrivileges("Some", List.of("VM.PowerMgmt")));
        calls.on("Access.deleteRole(String)", p -> p.client.access().deleteRole("Some"));
        calls.on("Access.acl()", p -> p.client.access().acl());
        calls.on(
                "Access.changeAcl(AclChange)",
                p -> p.client.access().changeAcl(AclChange.grant("/vms/100", AclSubject.user(Panel.USER), "Some")));
        calls.on(
                "Access.permissions(PermissionQuery)",
                p -> p.client.access().permissions(PermissionQuery.of(Panel.USER)));
        calls.on("Access.realms()", p -> p.client.access().realms());
        calls.on("Access.groups()", p -> p.client.access().groups());
    }
}
