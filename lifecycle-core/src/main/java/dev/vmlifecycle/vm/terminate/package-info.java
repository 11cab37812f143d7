/**
 * The terminate pipeline: phases that free nothing before the VM is proved gone.
 *
 * <p>Reads as the table it is; what the rows run stands in {@code dev.vmlifecycle.vm.internal}.
 */
@NullMarked
package dev.vmlifecycle.vm.terminate;

import org.jspecify.annotations.NullMarked;
