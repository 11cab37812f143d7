package dev.vmlifecycle.proxmox.simulator;

/** Switching a VM on and off, with what Proxmox does along the way. */
final class Power {

    private Power() {}

    static void on(World world, Vm vm) {
        PendingChanges.applyAll(world, vm);
        CloudinitCalls.generate(vm);
        vm.running = true;
        vm.paused = false;
        vm.startedMs = world.now();
        world.state.nextPid += world.random.step();
        vm.pid = world.state.nextPid;
        world.noteFigures(vm);
    }

    /** Pending values apply here, not at the next start; a NIC that hot-plug cut off is healed by the power cycle. */
    static void off(World world, Vm vm) {
        vm.running = false;
        vm.paused = false;
        vm.offAtMs = Vm.NEVER;
        vm.pid = 0;
        vm.offBridge.clear();
        vm.linkDown.clear();
        vm.frozen = false;
        vm.commands.clear();
        PendingChanges.applyAll(world, vm);
        world.noteFigures(vm);
    }

    /** Presses the ACPI power button. */
    static void button(World world, Vm vm) {
        if (vm.powersOffAfterMs != Vm.NEVER && vm.offAtMs == Vm.NEVER && !vm.paused) {
            vm.offAtMs = world.now() + vm.powersOffAfterMs;
            world.expectPowerOff(vm);
        }
    }
}
