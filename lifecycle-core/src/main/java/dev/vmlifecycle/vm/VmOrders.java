package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.vm.internal.FrontDesk;
import dev.vmlifecycle.vm.internal.Views;
import java.util.Optional;

/**
 * What a host asks for inside a transaction of its own, see {@link VmLifecycle#in}. Each request means what the method of the same
 * name on {@link VmLifecycle} says. Confine to the transaction's thread.
 */
public final class VmOrders {
    private final SubjectStore view;
    private final FrontDesk desk;

    VmOrders(SubjectStore view, FrontDesk desk) {
        this.view = view;
        this.desk = desk;
    }

    /**
     * Asks for a VM.
     *
     * @param request what is wanted
     * @return the VM as it will stand after the commit
     * @throws VmException as {@link VmLifecycle#deploy}
     */
    public VmView deploy(DeployRequest request) {
        desk.deploy(request);
        return get(request.key()).orElseThrow();
    }

    /**
     * Asks for another package.
     *
     * @param key the VM
     * @param pkg the package
     * @return the VM as it will stand after the commit
     * @throws VmException as {@link VmLifecycle#changePackage}
     */
    public VmView changePackage(VmKey key, PackageSpec pkg) {
        desk.changePackage(key, pkg);
        return get(key).orElseThrow();
    }

    /**
     * Asks for the VM's end.
     *
     * @param key the VM
     * @return the VM as it will stand after the commit
     * @throws VmException as {@link VmLifecycle#terminate}
     */
    public VmView terminate(VmKey key) {
        desk.terminate(key);
        return get(key).orElseThrow();
    }

    /**
     * Asks for the VM's end.
     *
     * @param key the VM
     * @param options how
     * @return the VM as it will stand after the commit
     * @throws VmException as {@link VmLifecycle#terminate(VmKey, TerminateOptions)}
     */
    public VmView terminate(VmKey key, TerminateOptions options) {
        desk.terminate(key, options);
        return get(key).orElseThrow();
    }

    /**
     * A VM, as the transaction sees it.
     *
     * @param key its key
     * @return the VM, or empty
     */
    public Optional<VmView> get(VmKey key) {
        return view.find(key.value()).map(row -> Views.of(view, row));
    }
}
