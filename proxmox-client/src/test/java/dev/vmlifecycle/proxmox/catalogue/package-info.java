/** The API's schemas: the tool that turns them into our catalogue, and what of them the client can send. */
@NullMarked
package dev.vmlifecycle.proxmox.catalogue;

import org.jspecify.annotations.NullMarked;
