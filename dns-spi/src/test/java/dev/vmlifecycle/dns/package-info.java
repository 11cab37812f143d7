/**
 * Behaviour of names, addresses, changes, zones and the in-memory provider.
 *
 * <p>The reverse vectors are recorded data outside the repository; their test is skipped when they are absent.
 */
@NullMarked
package dev.vmlifecycle.dns;

import org.jspecify.annotations.NullMarked;
