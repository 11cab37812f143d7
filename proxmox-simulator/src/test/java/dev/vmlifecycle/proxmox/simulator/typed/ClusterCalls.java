package dev.vmlifecycle.proxmox.simulator.typed;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.backup.BackupJobRequest;
import dev.vmlifecycle.proxmox.backup.BackupJobUpdate;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupSelection;
import dev.vmlifecycle.proxmox.cluster.DatacenterUpdate;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.cluster.HaState;
import dev.vmlifecycle.proxmox.cluster.ResourceFilter;
import dev.vmlifecycle.proxmox.pool.PoolUpdate;

/** The cluster, high availability, backup jobs, pools. */
final class ClusterCalls {

    private ClusterCalls() {}

    static void add(Calls calls) {
        cluster(calls);
        highAvailability(calls);
        backupJobs(calls);
        pools(calls);
    }

    private static void cluster(Calls calls) {
        calls.on("Cluster.guests()", p -> p.client.cluster().guests());
        calls.on("Cluster.locate(Vmid)", p -> p.client.cluster().locate(Panel.RUNNING));
        calls.on("Cluster.isFree(Vmid)", p -> p.client.cluster().isFree(Panel.FREE));
        calls.on("Cluster.nextId()", p -> p.client.cluster().nextId());
        calls.on("Cluster.resources()", p -> p.client.cluster().resources());
        calls.on("Cluster.resources(ResourceFilter)", p -> p.client.cluster().resources(ResourceFilter.STORAGE));
        calls.on("Cluster.tasks()", p -> p.client.cluster().tasks());
        calls.on("Cluster.log(int)", p -> p.client.cluster().log(10));
        calls.on("Cluster.options()", p -> p.client.cluster().options());
        calls.on(
                "Cluster.updateOptions(DatacenterUpdate)",
                p -> p.client.cluster().updateOptions(DatacenterUpdate.none().keyboard("de")));
        calls.on("Cluster.status()", p -> p.client.cluster().status());
    }

    private static void highAvailability(Calls calls) {
        calls.on("HighAvailability.resources()", p -> p.client.cluster().ha().resources());
        calls.on(
                "HighAvailability.resource(HaResourceId)",
                p -> p.client.cluster().ha().resource(Panel.MANAGED));
        calls.on(
                "HighAvailability.add(HaResourceId, HaSettings)",
                p -> p.client
                        .cluster()
                        .ha()
                        .add(HaResourceId.vm(Panel.STOPPED), HaSettings.none().state(HaState.STOPPED)));
        calls.on(
                "HighAvailability.update(HaResourceId, HaSettings)",
                p -> p.client
                        .cluster()
                        .ha()
                        .update(Panel.MANAGED, HaSettings.none().state(HaState.STOPPED)));
        calls.on(
                "HighAvailability.update(HaResourceId, HaSettings, Digest)",
                p -> p.client
                        .cluster()
                        .ha()
                        .update(Panel.MANAGED, HaSettings.none().maxRestart(2), p.managedDigest()));
        calls.on(
                "HighAvailability.reset(HaResourceId, String[])",
                p -> p.client.cluster().ha().reset(Panel.MANAGED, "max_restart"));
        calls.on(
                "HighAvailability.remove(HaResourceId)",
                p -> p.client.cluster().ha().remove(Panel.MANAGED));
        calls.on(
                "HighAvailability.migrate(HaResourceId, NodeName)",
                p -> p.client.cluster().ha().migrate(Panel.MANAGED, NodeName.of("pve2")));
        calls.on(
                "HighAvailability.relocate(HaResourceId, NodeName)",
                p -> p.client.cluster().ha().relocate(Panel.MANAGED, NodeName.of("pve2")));
        calls.on("HighAvailability.status()", p -> p.client.cluster().ha().status());
    }

    private static void backupJobs(Calls calls) {
        calls.on("BackupJobs.list()", p -> p.client.cluster().backupJobs().list());
        calls.on("BackupJobs.get(String)", p -> p.client.cluster().backupJobs().get("nightly"));
        calls.on(
                "BackupJobs.create(BackupJobRequest)",
                p -> p.client
                        .cluster()
                        .backupJobs()
                        .create(BackupJobRequest.of("03:00", BackupSelection.all(), BackupOptions.to(Panel.LOCAL))));
        calls.on(
                "BackupJobs.update(String, BackupJobUpdate)",
                p -> p.client
                        .cluster()
                        .backupJobs()
                        .update("nightly", BackupJobUpdate.none().schedule("04:00")));
        calls.on(
                "BackupJobs.delete(String)",
                p -> p.client.cluster().backupJobs().delete("nightly"));
        calls.on(
                "BackupJobs.uncoveredGuests()",
                p -> p.client.cluster().backupJobs().uncoveredGuests());
    }

    private static void pools(Calls calls) {
        calls.on("Pools.list()", p -> p.client.pools().list());
        calls.on("Pools.get(PoolId)", p -> p.client.pools().get(Panel.POOL));
        calls.on("Pools.create(PoolId)", p -> p.client.pools().create(PoolId.of("other")));
        calls.on("Pools.create(PoolId, String)", p -> p.client.pools().create(PoolId.of("other"), "of somebody"));
        calls.on(
                "Pools.update(PoolId, PoolUpdate)",
                p -> p.client.pools().update(Panel.POOL, PoolUpdate.add(Panel.STOPPED)));
        calls.on("Pools.delete(PoolId)", p -> p.client.pools().delete(Panel.POOL));
        calls.on("Pools.create(PoolId) nested", p -> p.client.pools().create(PoolId.of("customer/web")));
        calls.on("Pools.get(PoolId) nested", p -> p.client.pools().get(p.nestedPool()));
        calls.on(
                "Pools.update(PoolId, PoolUpdate) nested",
                p -> p.client.pools().update(p.nestedPool(), PoolUpdate.add(Panel.STOPPED)));
        calls.on("Pools.delete(PoolId) nested", p -> p.client.pools().delete(p.nestedPool()));
    }
}
