package dev.vmlifecycle.dns;

import java.util.List;
import java.util.Optional;

/** A CNAME stands alone at its name and has one value (RFC 1034, section 3.6.2); not every server checks it. */
public final class CnameRule {

    private CnameRule() {}

    /**
     * Whether a set may be written beside what is at its name. Taking values away is never asked about, so that a
     * conflict somebody else made can still be cleaned up.
     *
     * @param wanted the set as it is to be
     * @param atName the sets at its name now
     * @return why not, empty when it may
     */
    public static Optional<DnsError> violation(RRset wanted, List<RRset> atName) {
        boolean alias = wanted.type().equals(RecordType.CNAME);
        if (alias && wanted.values().size() > 1) {
            return Optional.of(conflict(wanted, "one CNAME value"));
        }
        return atName.stream()
                .filter(set -> !set.type().equals(wanted.type()))
                .filter(set -> alias || set.type().equals(RecordType.CNAME))
                .findFirst()
                .map(set -> conflict(wanted, "no " + set.type() + " at this name"));
    }

    private static DnsError conflict(RRset wanted, String expected) {
        return DnsError.of(DnsError.Kind.CONFLICT_CNAME, wanted.key() + " (expected: " + expected + ")");
    }
}
