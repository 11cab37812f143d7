/**
 * The generic, resumable step engine: pipelines as tables, one row per subject, fenced commits, runs and events.
 *
 * <p>It knows no virtual machine, no Proxmox, no DNS and no SQL (an architecture test proves it). Start reading at {@link
 * dev.vmlifecycle.engine.Pipeline}, then {@link dev.vmlifecycle.engine.LifecycleEngine}; persistence is the port {@link
 * dev.vmlifecycle.engine.EngineStore}. What may go round a step is in {@link dev.vmlifecycle.engine.Policies}, what subjects share is
 * taken by {@link dev.vmlifecycle.engine.StepContext#permit}.
 */
@NullMarked
package dev.vmlifecycle.engine;

import org.jspecify.annotations.NullMarked;
