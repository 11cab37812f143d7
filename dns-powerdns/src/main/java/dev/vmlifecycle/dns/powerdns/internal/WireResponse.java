package dev.vmlifecycle.dns.powerdns.internal;

import java.util.Optional;

/**
 * An answer of the API.
 *
 * @param status the HTTP status
 * @param body the body as text
 * @param retryAfter the header of this name
 */
public record WireResponse(int status, String body, Optional<String> retryAfter) {}
