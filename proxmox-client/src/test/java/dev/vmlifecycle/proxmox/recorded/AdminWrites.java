package dev.vmlifecycle.proxmox.recorded;

import dev.vmlifecycle.proxmox.Access;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.Pools;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.access.AclChange;
import dev.vmlifecycle.proxmox.access.AclSubject;
import dev.vmlifecycle.proxmox.access.TokenId;
import dev.vmlifecycle.proxmox.access.TokenSettings;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.access.UserSettings;
import dev.vmlifecycle.proxmox.backup.BackupJobRequest;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupRequest;
import dev.vmlifecycle.proxmox.backup.BackupSelection;
import dev.vmlifecycle.proxmox.backup.Compression;
import dev.vmlifecycle.proxmox.backup.PruneRules;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.cluster.HaState;
import dev.vmlifecycle.proxmox.config.DiskFormat;
import dev.vmlifecycle.proxmox.pool.PoolUpdate;
import dev.vmlifecycle.proxmox.storage.AllocateRequest;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageQuery;
import dev.vmlifecycle.proxmox.storage.VolumeQuery;
import dev.vmlifecycle.proxmox.storage.VolumeUpdate;
import dev.vmlifecycle.proxmox.task.TaskFilter;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Builds typed requests out of recorded parameters. */
final class AdminWrites {

    private AdminWrites() {}

    static void createUser(Access access, Map<String, String> params) {
        UserId id = UserId.of(AdminRoutes.value(params, "userid"));
        UserSettings settings = UserSettings.none();
        settings = params.containsKey("comment") ? settings.comment(params.get("comment")) : settings;
        if (params.containsKey("password")) {
            access.createUser(id, Secret.of(params.get("password")), settings);
        } else {
            access.createUser(id, settings);
        }
    }

    static TokenSettings token(Map<String, String> params) {
        TokenSettings settings = TokenSettings.none();
        for (Map.Entry<String, String> param : params.entrySet()) {
            settings = switch (param.getKey()) {
                case "privsep" -> settings.separated(param.getValue().equals("1"));
                case "comment" -> settings.comment(param.getValue());
                default -> throw new AssertionError("unexpected " + param);
            };
        }
        return settings;
    }

    static AclChange acl(Map<String, String> params) {
        AclSubject subject = params.containsKey("tokens")
                ? AclSubject.token(TokenId.parse(params.get("tokens")))
                : AclSubject.user(UserId.of(AdminRoutes.value(params, "users")));
        String path = AdminRoutes.value(params, "path");
        String role = AdminRoutes.value(params, "roles");
        return params.containsKey("delete")
                ? AclChange.revoke(path, subject, role)
                : AclChange.grant(path, subject, role);
    }

    static HaSettings ha(Map<String, String> params) {
        HaSettings settings = HaSettings.none();
        return params.containsKey("state") ? settings.state(HaState.parse(params.get("state"))) : settings;
    }

    static BackupJobRequest job(Map<String, String> params) {
        BackupJobRequest job = BackupJobRequest.of(
                        AdminRoutes.value(params, "schedule"), guests(params), backupOptions(params))
                .id(AdminRoutes.value(params, "id"));
        return params.containsKey("enabled") ? job.enabled(params.get("enabled").equals("1")) : job;
    }

    static BackupRequest backup(Map<String, String> params) {
        return new BackupRequest(guests(params), backupOptions(params));
    }

    private static BackupSelection guests(Map<String, String> params) {
        return new BackupSelection.Guests(
                AdminRoutes.words(params, "vmid").stream().map(Vmid::parse).toList());
    }

    private static BackupOptions backupOptions(Map<String, String> params) {
        BackupOptions options = params.containsKey("storage")
                ? BackupOptions.to(StorageId.of(params.get("storage")))
                : BackupOptions.none();
        for (Map.Entry<String, String> param : params.entrySet()) {
            String value = param.getValue();
            options = switch (param.getKey()) {
                case "mode" -> options.mode(BackupMode.parse(value));
                case "compress" -> options.compress(Compression.parse(value));
                case "notes-template" -> options.notes(value);
                case "protected" -> options.protect(value.equals("1"));
                case "prune-backups" -> options.prune(PruneRules.parse(value));
                case "remove" -> options.removeOlder(value.equals("1"));
                case "bwlimit" -> options.speedLimit(ByteSize.parse(value + "K"));
                default -> options;
            };
        }
        return options;
    }

    static TaskQuery tasks(Map<String, String> params) {
        TaskQuery query = TaskQuery.finished();
        for (Map.Entry<String, String> param : params.entrySet()) {
            String value = param.getValue();
            query = switch (param.getKey()) {
                case "vmid" -> query.vmid(Vmid.parse(value));
                case "typefilter" -> query.type(value);
                case "since" -> query.since(Instant.ofEpochSecond(Long.parseLong(value)));
                case "source" -> query.source(TaskSource.valueOf(value.toUpperCase(Locale.ROOT)));
                case "limit" -> query.limit(Integer.parseInt(value));
                case "errors" -> query.errors();
                case "statusfilter" -> query.ended(TaskFilter.valueOf(value.toUpperCase(Locale.ROOT)));
                default -> throw new AssertionError("unexpected " + param);
            };
        }
        return query;
    }

    static StorageQuery storages(Map<String, String> params) {
        StorageQuery query = StorageQuery.all();
        for (Map.Entry<String, String> param : params.entrySet()) {
            query = switch (param.getKey()) {
                case "content" ->
                    query.content(StorageContent.find(param.getValue()).orElseThrow());
                case "target" -> query.target(NodeName.of(param.getValue()));
                case "enabled" -> query.enabled();
                default -> throw new AssertionError("unexpected " + param);
            };
        }
        return query;
    }

    static VolumeQuery volumes(Map<String, String> params) {
        VolumeQuery query = VolumeQuery.all();
        for (Map.Entry<String, String> param : params.entrySet()) {
            query = switch (param.getKey()) {
                case "content" ->
                    query.content(StorageContent.find(param.getValue()).orElseThrow());
                case "vmid" -> query.vmid(Vmid.parse(param.getValue()));
                default -> throw new AssertionError("unexpected " + param);
            };
        }
        return query;
    }

    static VolumeUpdate volume(Map<String, String> params) {
        VolumeUpdate update = VolumeUpdate.none();
        update = params.containsKey("protected")
                ? update.protect(params.get("protected").equals("1"))
                : update;
        return params.containsKey("notes") ? update.notes(params.get("notes")) : update;
    }

    static AllocateRequest allocate(Map<String, String> params) {
        AllocateRequest request = AllocateRequest.of(
                Vmid.parse(AdminRoutes.value(params, "vmid")),
                AdminRoutes.value(params, "filename"),
                ByteSize.parse(AdminRoutes.value(params, "size")));
        return request.format(DiskFormat.parse(AdminRoutes.value(params, "format")));
    }

    static void createPool(Pools pools, Map<String, String> params) {
        PoolId id = PoolId.of(AdminRoutes.value(params, "poolid"));
        if (params.containsKey("comment")) {
            pools.create(id, params.get("comment"));
        } else {
            pools.create(id);
        }
    }

    static PoolUpdate pool(Map<String, String> params) {
        Vmid[] vms = AdminRoutes.words(params, "vms").stream().map(Vmid::parse).toArray(Vmid[]::new);
        return params.containsKey("delete") ? PoolUpdate.remove(vms) : PoolUpdate.add(vms);
    }
}
