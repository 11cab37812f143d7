/** Tests of the VM steps' parts. */
@NullMarked
package dev.vmlifecycle.vm.internal;

import org.jspecify.annotations.NullMarked;
