package dev.vmlifecycle.vm;

import java.util.List;
import java.util.Optional;

/**
 * A page of VMs, in the order of their keys.
 *
 * @param vms the VMs
 * @param next where the next page begins, for {@link VmQuery#after}; empty when this is the last
 */
public record VmPage(List<VmView> vms, Optional<VmKey> next) {

    /**
     * Copies the VMs.
     *
     * @param vms see above
     * @param next see above
     */
    public VmPage {
        vms = List.copyOf(vms);
    }
}
