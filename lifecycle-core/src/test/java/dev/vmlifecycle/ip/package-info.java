/** Tests of address pools. */
@NullMarked
package dev.vmlifecycle.ip;

import org.jspecify.annotations.NullMarked;
