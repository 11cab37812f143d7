/** Tests of what writes a VM's records. */
@NullMarked
package dev.vmlifecycle.vm.internal.dns;

import org.jspecify.annotations.NullMarked;
