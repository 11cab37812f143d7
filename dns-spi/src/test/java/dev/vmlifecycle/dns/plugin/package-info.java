/** Tests of configuration and plugins. */
@NullMarked
package dev.vmlifecycle.dns.plugin;

import org.jspecify.annotations.NullMarked;
