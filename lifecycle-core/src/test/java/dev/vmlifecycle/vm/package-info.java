/** Tests of the VM side: pipelines, facade, and whole lives on the simulator. */
@NullMarked
package dev.vmlifecycle.vm;

import org.jspecify.annotations.NullMarked;
