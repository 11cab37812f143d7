package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The privileges a version knows and the roles it brings along. */
final class Privileges {

    private static final List<String> COMMON = List.of(
            "Datastore.Allocate",
            "Datastore.AllocateSpace",
            "Datastore.AllocateTemplate",
            "Datastore.Audit",
            "Group.Allocate",
            "Permissions.Modify",
            "Pool.Allocate",
            "Pool.Audit",
            "Realm.Allocate",
            "Realm.AllocateUser",
            "SDN.Allocate",
            "SDN.Audit",
            "Sys.Audit",
            "Sys.Console",
            "Sys.Incoming",
            "Sys.Modify",
            "Sys.PowerMgmt",
            "Sys.Syslog",
            "User.Modify",
            "VM.Allocate",
            "VM.Audit",
            "VM.Backup",
            "VM.Clone",
            "VM.Config.CDROM",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.HWType",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.Console",
            "VM.Migrate",
            "VM.PowerMgmt",
            "VM.Snapshot",
            "VM.Snapshot.Rollback");
    private static final List<String> SINCE_8 =
            List.of("Mapping.Audit", "Mapping.Modify", "Mapping.Use", "SDN.Use", "Sys.AccessNetwork");
    private static final List<String> SINCE_9 = List.of(
            "VM.GuestAgent.Audit",
            "VM.GuestAgent.FileRead",
            "VM.GuestAgent.FileSystemMgmt",
            "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.Unrestricted",
            "VM.Replicate");

    private Privileges() {}

    static List<String> of(PveVersion version) {
        List<String> all = new ArrayList<>(COMMON);
        if (version.major() >= 8) {
            all.addAll(SINCE_8);
        }
        if (version.major() >= 9) {
            all.addAll(SINCE_9);
        } else {
            all.add("VM.Monitor");
        }
        return all;
    }

    static Map<String, Set<String>> builtInRoles(PveVersion version) {
        List<String> all = of(version);
        Map<String, Set<String>> roles = new TreeMap<>();
        roles.put("NoAccess", Set.of());
        roles.put("Administrator", new TreeSet<>(all));
        roles.put(
                "PVEAdmin",
                choose(all, name -> !name.matches("Permissions.*|Realm.*|Sys\\.(Modify|PowerMgmt|Incoming|Acc.*)")));
        roles.put("PVEAuditor", choose(all, name -> name.endsWith(".Audit")));
        roles.put("PVEVMAdmin", choose(all, name -> name.startsWith("VM.")));
        roles.put(
                "PVEVMUser",
                choose(all, name -> name.matches("VM\\.(Audit|Backup|Config\\.C(DROM|loudinit)|Console|PowerMgmt)")));
        roles.put("PVETemplateUser", choose(all, name -> name.matches("VM\\.(Audit|Clone)")));
        roles.put("PVEDatastoreAdmin", choose(all, name -> name.startsWith("Datastore.")));
        roles.put("PVEDatastoreUser", choose(all, name -> name.matches("Datastore\\.(AllocateSpace|Audit)")));
        roles.put("PVEPoolAdmin", choose(all, name -> name.startsWith("Pool.")));
        roles.put("PVEPoolUser", choose(all, name -> name.equals("Pool.Audit")));
        roles.put("PVESysAdmin", choose(all, name -> name.matches("Sys\\.(Audit|Console|Syslog)")));
        roles.put("PVEUserAdmin", choose(all, name -> name.matches("User.*|Group.*|Realm\\.AllocateUser")));
        roles.put("PVESDNAdmin", choose(all, name -> name.startsWith("SDN.")));
        if (version.major() >= 8) {
            roles.put("PVESDNUser", choose(all, name -> name.matches("SDN\\.(Audit|Use)")));
            roles.put("PVEMappingAdmin", choose(all, name -> name.startsWith("Mapping.")));
            roles.put("PVEMappingUser", choose(all, name -> name.matches("Mapping\\.(Audit|Use)")));
            roles.put("PVEMappingAuditor", choose(all, name -> name.equals("Mapping.Audit")));
        }
        return roles;
    }

    private static Set<String> choose(List<String> all, Predicate<String> wanted) {
        return new TreeSet<>(all.stream().filter(wanted).toList());
    }
}
