/** Helpers of the tests: a scripted transport, a TLS server, the recorded data. */
@NullMarked
package dev.vmlifecycle.proxmox.testing;

import org.jspecify.annotations.NullMarked;
