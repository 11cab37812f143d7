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
                Map.entry("imgdel", new DeleteVolumeProgram()));
    }
}
