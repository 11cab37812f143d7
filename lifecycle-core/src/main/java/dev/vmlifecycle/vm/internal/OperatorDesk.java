package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmView;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.util.Optional;

/** What operators do to one VM by hand: in the terms of the facade, with who and why in the VM's events. */
public final class OperatorDesk {
    private final SubjectStore store;
    private final LifecycleEngine<VmRun> engine;

    /**
     * Makes the desk.
     *
     * @param store where the rows are
     * @param engine what runs them
     */
    public OperatorDesk(SubjectStore store, LifecycleEngine<VmRun> engine) {
        this.store = store;
        this.engine = engine;
    }

    /**
     * Pauses a VM.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM then
     */
    public VmView pause(VmKey key, Actor actor) {
        require(key);
        engine.pause(key.value(), actor.toString());
        return view(key);
    }

    /**
     * Ends a pause.
     *
     * @param key the VM
     * @param actor who asks, and why
     * @return the VM then
     */
    public VmView resume(VmKey key, Actor actor) {
        require(key);
        engine.resume(key.value(), actor.toString());
        return view(key);
    }

    /**
     * Runs one step.
     *
     * @param key the VM
     * @param label the step; empty = the next one
     * @param actor who asks, and why
     * @return the VM then
     */
    public VmView runOneStep(VmKey key, Optional<String> label, Actor actor) {
        Instance row = require(key);
        boolean ending = row.pointer().pipeline().equals(TerminatePipeline.NAME);
        if (label.isPresent() && ending) {
            // "Delete VM" by name would pass by the stop and the settling of what is under way
            throw notAllowed(
                    "vm " + key + ": is " + Views.status(row) + " (expected: a VM that is not being terminated)");
        }
        try {
            if (label.isPresent()) {
                engine.runOneStep(key.value(), label.get(), actor.toString());
            } else {
                engine.runOneStep(key.value(), actor.toString());
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw notAllowed("vm " + e.getMessage());
        }
        return view(key);
    }

    private VmView view(VmKey key) {
        return Views.of(store, require(key));
    }

    private Instance require(VmKey key) {
        return store.find(key.value())
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)"));
    }

    private static VmException notAllowed(String message) {
        return new VmException(VmException.Code.NOT_ALLOWED, message);
    }
}
