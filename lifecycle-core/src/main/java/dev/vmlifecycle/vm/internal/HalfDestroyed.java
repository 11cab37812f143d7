package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.config.QemuConfig;

/** A VM whose destroy died half-way: Proxmox leaves a config that holds little more than {@code lock: destroyed}. */
final class HalfDestroyed {
    private HalfDestroyed() {}

    static boolean is(QemuConfig config) {
        return config.lock().filter("destroyed"::equals).isPresent()
                && config.description().isEmpty();
    }
}
