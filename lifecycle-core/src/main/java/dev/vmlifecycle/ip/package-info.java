/**
 * Address pools and allocations: which addresses a VM may get, which it has, when they may be given to somebody else.
 *
 * <p>Start reading at {@link dev.vmlifecycle.ip.IpPool}. An address is unique within its routing domain and is released only
 * after proof that the VM is gone.
 */
@NullMarked
package dev.vmlifecycle.ip;

import org.jspecify.annotations.NullMarked;
