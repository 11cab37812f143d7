package dev.vmlifecycle.dns;

/** Which of several matching zones are written to. Deletes go to every match under either policy. */
public enum ZonePolicy {
    /**
     * Per provider object the longest match, and all of them when several are equally long. What resolvers see is the
     * same as with every match, since a parent zone does not answer for names below a zone cut.
     */
    MOST_SPECIFIC_PER_CONNECTION,
    /** Every match of every provider. */
    EVERY_MATCHING
}
