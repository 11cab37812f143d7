/** The simulated cluster of the examples: two nodes, one template, a local and a shared storage, behind real HTTPS. */
@NullMarked
package dev.vmlifecycle.examples.simulator;

import org.jspecify.annotations.NullMarked;
