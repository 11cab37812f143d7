package dev.vmlifecycle.proxmox.simulator;

/** A configuration write as a task. */
final class ConfigProgram implements TaskProgram {

    @Override
    public void step(World world, Task task) {
        ConfigWrite write = ConfigWrite.resume(world, task.args);
        if (task.phase == 0) {
            task.say(world.now(), write.describe());
            TaskProgram.next(world, task, world.takes(task.type, 0));
            return;
        }
        write.apply();
    }
}
