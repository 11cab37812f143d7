package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.IpAddress;
import java.util.List;

/**
 * The host panel's own record of a VM. Implemented by the host; every call must be idempotent, is made outside of our
 * transactions, and may come again after a crash. Called from worker threads.
 */
public interface HostRecords {

    /**
     * The VM has these addresses now. The first is the main one.
     *
     * @param key the VM
     * @param fqdn its host name
     * @param addresses all its addresses, IPv4 first
     */
    void assigned(VmKey key, String fqdn, List<IpAddress> addresses);

    /**
     * The VM is proved gone: forget its addresses and host name.
     *
     * @param key the VM
     */
    void cleared(VmKey key);

    /**
     * Records nothing.
     *
     * @return an implementation for hosts that keep no record
     */
    static HostRecords none() {
        return new HostRecords() {
            @Override
            public void assigned(VmKey key, String fqdn, List<IpAddress> addresses) {}

            @Override
            public void cleared(VmKey key) {}
        };
    }
}
