/** The proof of the suite: good providers pass it, broken ones do not. */
@NullMarked
package dev.vmlifecycle.dns.testkit;

import org.jspecify.annotations.NullMarked;
