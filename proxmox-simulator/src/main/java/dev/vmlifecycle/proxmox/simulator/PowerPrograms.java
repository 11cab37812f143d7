package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;

/** Tasks that switch a VM's power. */
final class PowerPrograms {

    private static final long SHUTDOWN_SECONDS = 60;
    /** A hundred years. */
    private static final long LONGEST_SECONDS = 3_155_760_000L;

    private static final long FORCED_STOP_MS = 1_000;

    private PowerPrograms() {}

    static final class Start implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            if (task.phase == 0) {
                admit(world, vm);
                TaskProgram.next(world, task, world.takes("qmstart", 0));
                return;
            }
            prepare(world, task, vm);
            checkVolumes(world, vm);
            checkBridges(world, task, vm);
            if (vm.lock().equals("suspended")) {
                vm.config.remove("lock");
            }
            Power.on(world, vm);
        }

        private static void admit(World world, Vm vm) {
            if (!vm.lock().equals("suspended")) {
                World.checkLock(vm);
            }
            if (vm.isTemplate()) {
                throw ApiError.die("you can't start a vm if it's a template");
            }
            if (vm.running) {
                throw ApiError.die("VM " + vm.vmid + " already running");
            }
            int limit = world.cluster.node(vm.node).cores().count();
            if (vm.vcpus() > limit) {
                throw ApiError.die("MAX " + limit + " vcpus allowed per VM on this node");
            }
        }

        /** What the log tells on the way, and what stops QEMU for want of memory. */
        private static void prepare(World world, Task task, Vm vm) {
            vm.drives().forEach((key, drive) -> {
                if (drive.isCloudinit()) {
                    task.say(world.now(), "generating cloud-init ISO");
                }
            });
            vm.drives().forEach((key, drive) -> {
                if (drive.volume().equals("cdrom")) {
                    task.warn(world.now(), "no physical CD-ROM available, ignoring");
                }
            });
            if (vm.memoryBytes() > DiskSize.bytes(world.cluster.node(vm.node).memory())) {
                task.say(world.now(), "kvm: cannot set up guest memory 'pc.ram': Cannot allocate memory");
                throw ApiError.die("start failed: QEMU exited with code 1");
            }
        }

        /** The cloud-init image alone is made anew where it is missing. */
        private static void checkVolumes(World world, Vm vm) {
            vm.drives().values().stream()
                    .filter(drive -> drive.volume().contains(":") && !drive.isCloudinit())
                    .forEach(drive -> world.volumes.require(vm.node, drive.volume()));
        }

        /** The cause is in the log only; the task itself ends with a general text. */
        private static void checkBridges(World world, Task task, Vm vm) {
            for (Map.Entry<String, String> option : vm.config.entrySet()) {
                if (NetSpec.isKey(option.getKey())) {
                    try {
                        Bridges.check(world.cluster.node(vm.node), NetSpec.parse(option.getValue()));
                    } catch (ApiError e) {
                        task.say(world.now(), e.text().strip());
                        task.say(
                                world.now(),
                                "kvm: network script /var/lib/qemu-server/pve-bridge failed with status 512");
                        throw ApiError.die("start failed: QEMU exited with code 1");
                    }
                }
            }
        }
    }

    static final class Stop implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vm(task.vmid())
                    .filter(found -> found.node.equals(task.node))
                    .orElseThrow(() -> ApiError.die("unable to find configuration file for VM " + task.vmid()
                            + " on node '" + task.node + "'"));
            if (!vm.running) {
                return;
            }
            if (task.phase == 0) {
                World.checkLock(vm);
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            Power.off(world, vm);
        }
    }

    /** Holds the VM's lock for as long as it waits for the guest. */
    static final class Shutdown implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            if (!vm.running) {
                return;
            }
            if (task.phase == 0) {
                World.checkLock(vm);
                waitForGuest(world, task, vm);
            } else if (task.phase == 1 && task.flag("forceStop")) {
                task.say(world.now(), "VM quit/powerdown failed - terminating now with SIGTERM");
                TaskProgram.next(world, task, FORCED_STOP_MS);
            } else if (task.phase == 1) {
                task.say(world.now(), "VM quit/powerdown failed");
                throw ApiError.die("VM quit/powerdown failed - got timeout");
            } else {
                Power.off(world, vm);
            }
        }
    }

    static void waitForGuest(World world, Task task, Vm vm) {
        String timeout = task.arg("timeout");
        long patience = 1000 * Math.min(LONGEST_SECONDS, Whole.of(timeout, SHUTDOWN_SECONDS));
        Power.button(world, vm);
        long untilOff = vm.offAtMs == Vm.NEVER ? Long.MAX_VALUE : vm.offAtMs - world.now();
        TaskProgram.next(world, task, Math.min(patience, untilOff));
    }

    static final class Reboot implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            if (task.phase == 0) {
                World.checkLock(vm);
                waitForGuest(world, task, vm);
            } else if (task.phase == 1 && vm.running) {
                throw ApiError.die("VM quit/powerdown failed - got timeout");
            } else if (task.phase == 1) {
                TaskProgram.next(world, task, world.takes("qmstart", 0));
            } else {
                Power.on(world, vm);
            }
        }
    }

    static final class Reset implements TaskProgram {
        @Override
        public int struckFrom() {
            return 0;
        }

        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            World.checkLock(vm);
            vm.offAtMs = Vm.NEVER;
        }
    }

    static final class Pause implements TaskProgram {

        private final boolean paused;

        Pause(boolean paused) {
            this.paused = paused;
        }

        @Override
        public int struckFrom() {
            return 0;
        }

        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            World.checkLock(vm);
            vm.paused = paused;
        }
    }

    static final class SuspendToDisk implements TaskProgram {
        @Override
        public int struckFrom() {
            return 0;
        }

        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            World.checkLock(vm);
            Power.off(world, vm);
            vm.config.put("lock", "suspended");
        }
    }
}
