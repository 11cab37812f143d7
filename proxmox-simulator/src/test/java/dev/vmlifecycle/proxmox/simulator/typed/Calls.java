package dev.vmlifecycle.proxmox.simulator.typed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls by the name of the client's method, {@code Qemu.resize(String, ByteSize)}, with a word behind it where the method has a second
 * way to go; each is made in a furnished world of its own.
 */
final class Calls {

    /** One call. */
    interface Step {
        void run(Panel panel) throws Exception;
    }

    private final Map<String, Step> steps = new LinkedHashMap<>();

    static Calls all() {
        Calls calls = new Calls();
        ClientCalls.add(calls);
        GuestCalls.add(calls);
        NodeCalls.add(calls);
        ClusterCalls.add(calls);
        AccessCalls.add(calls);
        FirewallCalls.add(calls);
        return calls;
    }

    void on(String name, Step step) {
        if (steps.put(name, step) != null) {
            throw new IllegalStateException("call: " + name + " twice (expected: once)");
        }
    }

    Map<String, Step> steps() {
        return steps;
    }
}
