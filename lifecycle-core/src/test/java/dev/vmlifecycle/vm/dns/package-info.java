/** Tests of locks for zones that several hosts write. */
@NullMarked
package dev.vmlifecycle.vm.dns;

import org.jspecify.annotations.NullMarked;
