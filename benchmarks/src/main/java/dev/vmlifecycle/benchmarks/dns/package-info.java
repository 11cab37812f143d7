/** How long the DNS of a deploy takes when each call to a server does. */
@NullMarked
package dev.vmlifecycle.benchmarks.dns;

import org.jspecify.annotations.NullMarked;
