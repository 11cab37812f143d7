package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks that only ask the HA manager for something: they end at once, and what they asked for happens later, or never if the manager
 * cannot. The manager of this cluster acts ten seconds later.
 */
final class HaPrograms {

    private static final long MANAGER_MS = 10_000;

    private HaPrograms() {}

    /** Changes the wanted state and leaves the rest to the manager. */
    static final class Request implements TaskProgram {
        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public void step(World world, Task task) {
            Map<String, String> resource = world.state.cluster.haResources.get("vm:" + task.vmid());
            if (resource == null) {
                throw ApiError.die("resource 'vm:" + task.vmid() + "' is not HA managed");
            }
            if (task.phase == 0) {
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            if (!task.type.equals("hamigrate")) {
                resource.put("state", task.type.equals("hastart") ? "started" : "stopped");
            }
            ask(world, task.vmid(), task.type, task.args);
        }
    }

    /** Leaves a request to the manager: {@code hastart}, {@code hastop} or {@code hamigrate}. */
    static void ask(World world, int vmid, String request, Map<String, String> args) {
        String node = world.vm(vmid).map(vm -> vm.node).orElse("");
        Map<String, String> all = new TreeMap<>(args);
        all.put("vmid", Integer.toString(vmid));
        all.put("request", request);
        Task manager = world.tasks.start("hamanager", node, Integer.toString(vmid), "root@pam", all);
        manager.hidden = true;
    }

    /** What the manager does in the end; no task anybody sees. */
    static final class Manager implements TaskProgram {
        @Override
        public long firstStepMs() {
            return MANAGER_MS;
        }

        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public void step(World world, Task task) {
            Vm vm = world.vm(task.vmid()).orElse(null);
            if (vm == null || !HaCalls.manages(world, vm.vmid)) {
                return;
            }
            String type = task.arg("request");
            Map<String, String> resource =
                    world.state.cluster.haResources.getOrDefault("vm:" + vm.vmid, new TreeMap<>());
            world.state.cluster.haStates.put("vm:" + vm.vmid, resource.getOrDefault("state", "started"));
            boolean start = type.equals("hastart") && !vm.running;
            boolean stop = type.equals("hastop") && vm.running;
            if (start || stop) {
                world.tasks.start(start ? "qmstart" : "qmstop", vm.node, task.id, task.user, task.args);
            } else if (type.equals("hamigrate") && !vm.node.equals(task.arg("target"))) {
                world.tasks.start("qmigrate", vm.node, task.id, task.user, task.args);
            }
        }
    }
}
