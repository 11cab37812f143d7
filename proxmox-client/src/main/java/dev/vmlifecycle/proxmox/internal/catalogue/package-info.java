/**
 * Which endpoint and parameter which line of Proxmox VE knows, for what has to be left out or refused on an older or newer
 * server. {@link dev.vmlifecycle.proxmox.internal.catalogue.Catalogue} answers; its file is made by a tool of the tests
 * from the schemas, and is never edited.
 */
@NullMarked
package dev.vmlifecycle.proxmox.internal.catalogue;

import org.jspecify.annotations.NullMarked;
