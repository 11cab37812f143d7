package dev.vmlifecycle.proxmox.simulator;

/** Takes handlers. */
@FunctionalInterface
interface Routes {

    void on(String key, Handler handler);
}
