/** The client against bare OkHttp and Jackson, over TLS on loopback. */
@NullMarked
package dev.vmlifecycle.benchmarks.client;

import org.jspecify.annotations.NullMarked;
