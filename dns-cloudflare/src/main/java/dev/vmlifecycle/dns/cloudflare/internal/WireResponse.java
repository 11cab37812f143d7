package dev.vmlifecycle.dns.cloudflare.internal;

import java.util.Optional;

/**
 * An answer of the API.
 *
 * @param status the HTTP status
 * @param body the body as text
 * @param retryAfter the header of this name
 * @param rateLimit the header of this name, such as {@code "default";r=1199;t=300}
 */
public record WireResponse(int status, String body, Optional<String> retryAfter, Optional<String> rateLimit) {}
