/**
 * The generic, resumable step engine: pipelines as tables, one row per subject, fenced commits, runs and events.
 *
 * <p>It knows no virtual machine, no Proxmox, no DNS and no SQL (an architecture test proves it). Start reading at {@link
 * dev.vmlifecycle.engine.Pipeline}, then {@link dev.vmlifecycle.engine.LifecycleEngine}; persistence is the port {@link
 * dev.vmlifecycle.engine.EngineStore}.
 */
@NullMarked
package dev.vmlifecycle.engine;

import org.jspecify.annotations.NullMarked;
