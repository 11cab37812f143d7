package dev.vmlifecycle.proxmox.simulator;

/**
 * The way of a backup in stop mode: the guest is shut down, waited for ({@code stopwait}, ten minutes unless set), and switched on
 * again as soon as the dump begins. A guest that does not listen fails its backup and goes on running.
 */
final class BackupStop {

    private static final long STOPWAIT_MINUTES = 10;
    private static final long MOST_MINUTES = 999_999;

    private BackupStop() {}

    static void begin(World world, Task task, Vm vm) {
        task.args.put("stopping", "1");
        task.say(world.now(), "INFO: stopping virtual guest");
        Power.button(world, vm);
        long patience = 60_000 * minutes(task);
        long untilOff = vm.offAtMs == Vm.NEVER ? Long.MAX_VALUE : vm.offAtMs - world.now();
        TaskProgram.again(world, task, Math.min(patience, untilOff));
    }

    private static long minutes(Task task) {
        String wanted = task.arg("stopwait");
        if (wanted.isEmpty()) {
            return STOPWAIT_MINUTES;
        }
        return wanted.matches("\\d{1,6}") ? Long.parseLong(wanted) : MOST_MINUTES;
    }

    /** Whether the guest went off in time; it is on again then. */
    static boolean restarted(World world, Task task, int vmid) {
        task.args.remove("stopping");
        Vm vm = world.vm(vmid).filter(found -> found.node.equals(task.node)).orElse(null);
        if (vm == null || vm.running) {
            String command = "qm shutdown " + vmid + " --skiplock --keepActive --timeout " + 60 * minutes(task);
            task.say(
                    world.now(),
                    "ERROR: Backup of VM " + vmid + " failed - command '" + command + "' failed: exit code 255");
            return false;
        }
        task.say(world.now(), "INFO: starting kvm to execute backup task");
        Power.on(world, vm);
        task.say(world.now(), "INFO: resuming VM again");
        return true;
    }
}
