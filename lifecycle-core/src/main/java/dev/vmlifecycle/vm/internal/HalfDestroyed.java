package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.config.QemuConfig;

/**
 * A VM whose destroy died half-way: Proxmox leaves a config that holds little more than {@code lock: destroyed}. Nothing in it names an
 * owner, so it is ours only when the record has a DELETE of our own that Proxmox accepted.
 */
final class HalfDestroyed {
    private HalfDestroyed() {}

    static boolean is(QemuConfig config) {
        return config.lock().filter("destroyed"::equals).isPresent()
                && config.description().isEmpty();
    }

    static boolean byUs(VmRecord vm, QemuConfig config) {
        return is(config) && vm.ending().flatMap(Ending::destroy).isPresent();
    }
}
