@NullMarked
package dev.vmlifecycle.traffic;

import org.jspecify.annotations.NullMarked;
