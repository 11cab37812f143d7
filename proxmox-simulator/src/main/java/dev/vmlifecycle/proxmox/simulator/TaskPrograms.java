package dev.vmlifecycle.proxmox.simulator;

import java.util.Map;

/** The kinds of tasks. */
final class TaskPrograms {

    private TaskPrograms() {}

    static Map<String, TaskProgram> all() {
        return Map.ofEntries(
                Map.entry("qmclone", new CloneProgram()),
                Map.entry("qmconfig", new ConfigProgram()),
                Map.entry("resize", new ResizeProgram()),
                Map.entry("qmstart", new PowerPrograms.Start()),
                Map.entry("qmstop", new PowerPrograms.Stop()),
                Map.entry("qmshutdown", new PowerPrograms.Shutdown()),
                Map.entry("qmreboot", new PowerPrograms.Reboot()),
                Map.entry("qmreset", new PowerPrograms.Reset()),
                Map.entry("qmpause", new PowerPrograms.Pause(true)),
                Map.entry("qmresume", new PowerPrograms.Pause(false)),
                Map.entry("qmsuspend", new PowerPrograms.SuspendToDisk()),
                Map.entry("qmigrate", new MigrateProgram()),
                Map.entry("qmdestroy", new DestroyProgram()),
                Map.entry("vzdump", new BackupProgram()),
                Map.entry("prunebackups", new PruneCalls.Program()),
                Map.entry("qmcreate", new CreateProgram()),
                Map.entry("qmrestore", new RestoreProgram()),
                Map.entry("qmtemplate", new TemplateCalls.Program()),
                Map.entry("qmmove", new MoveDisk.Program()),
                Map.entry("qmsnapshot", new SnapshotPrograms.Take()),
                Map.entry("qmdelsnapshot", new SnapshotPrograms.Delete()),
                Map.entry("qmrollback", new SnapshotPrograms.Rollback()),
                Map.entry("hastart", new HaPrograms.Request()),
                Map.entry("hastop", new HaPrograms.Request()),
                Map.entry("hamigrate", new HaPrograms.Request()),
                Map.entry("hamanager", new HaPrograms.Manager()),
                Map.entry("startall", new NodeCalls.Bulk()),
                Map.entry("stopall", new NodeCalls.Bulk()),
                Map.entry("suspendall", new NodeCalls.Bulk()),
                Map.entry("imgcopy", new VolumeCalls.Arrive()),
                Map.entry("download", new VolumeCalls.Arrive()),
                Map.entry("hold", (world, task) -> {}),
                Map.entry("vncproxy", new ConsoleCalls.Waiting()),
                Map.entry("imgdel", new DeleteVolumeProgram()));
    }
}
