package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Turning a VM into a template. */
final class TemplateCalls {

    private TemplateCalls() {}

    static Reply convert(Call call) {
        Vm vm = call.vm();
        check(vm);
        return Reply.upid(call.start("qmtemplate"));
    }

    static void check(Vm vm) {
        World.checkLock(vm);
        if (!vm.snapshots.isEmpty()) {
            throw ApiError.die("unable to create template, because VM contains snapshots");
        }
        if (vm.isTemplate()) {
            throw ApiError.die("you can't convert a template to a template");
        }
        if (vm.running) {
            throw ApiError.die("you can't convert a VM to template if VM is running");
        }
    }

    /** Renames the disks to {@code base-}. */
    static final class Program implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            check(vm);
            if (task.phase == 0) {
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            vm.config.put("template", "1");
            vm.drives().forEach((key, drive) -> {
                Volume volume = world.volumes.find(vm.node, drive.volume()).orElse(null);
                if (volume != null && !drive.isCdrom()) {
                    world.volumes.rename(volume, volume.name.replace("vm-" + vm.vmid + "-", "base-" + vm.vmid + "-"));
                    vm.config.put(key, drive.withVolume(volume.volid()).print());
                }
            });
        }
    }
}
