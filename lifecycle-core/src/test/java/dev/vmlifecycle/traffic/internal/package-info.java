@NullMarked
package dev.vmlifecycle.traffic.internal;

import org.jspecify.annotations.NullMarked;
