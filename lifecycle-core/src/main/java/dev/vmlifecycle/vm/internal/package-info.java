/**
 * What the rows of the VM pipelines run: the record of a VM, its steps by concern, and the protocol of intent, handle and
 * proof they share. May change any day.
 *
 * <p>Start reading at {@code VmRun}, then {@code Effect}.
 */
@NullMarked
package dev.vmlifecycle.vm.internal;

import org.jspecify.annotations.NullMarked;
