package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;

/** The records have changed since they were read; the base class reads them again and decides anew. */
public final class StaleRecordsException extends DnsException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells the base class to read again.
     *
     * @param safeMessage why, one line without secrets; shown when it does not come to rest
     */
    public StaleRecordsException(String safeMessage) {
        super(DnsError.of(DnsError.Kind.TRANSIENT, safeMessage));
    }
}
