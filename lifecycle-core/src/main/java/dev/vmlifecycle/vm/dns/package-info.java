/**
 * A VM's DNS records outside of deploy, change and terminate: full synchronisation, repairs, and locks for zones that several hosts
 * write. Start reading at {@link dev.vmlifecycle.vm.dns.DnsPipelines}.
 */
@NullMarked
package dev.vmlifecycle.vm.dns;

import org.jspecify.annotations.NullMarked;
