/** Tests of the base classes of providers. */
@NullMarked
package dev.vmlifecycle.dns.base;

import org.jspecify.annotations.NullMarked;
