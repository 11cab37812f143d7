/**
 * Calls everything public on every handle, with every option of every request, and keeps what was sent.
 *
 * <p>{@link dev.vmlifecycle.proxmox.exercise.Exerciser} finds handles, methods and options by reflection, so a new call
 * is exercised without a line here. A value it can not guess (a text with a grammar, a new value type) is one line in
 * {@code NamedSamples} or {@code TypedSamples}; a public method that sends nothing is one line in {@code Exerciser}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.exercise;

import org.jspecify.annotations.NullMarked;
