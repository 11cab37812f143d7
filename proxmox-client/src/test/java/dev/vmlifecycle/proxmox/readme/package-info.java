/** Proof that the README's code is code that runs, and that what its texts name exists. */
@NullMarked
package dev.vmlifecycle.proxmox.readme;

import org.jspecify.annotations.NullMarked;
