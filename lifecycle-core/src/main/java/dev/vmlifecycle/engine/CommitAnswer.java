package dev.vmlifecycle.engine;

/** What came of one commit among several. */
public sealed interface CommitAnswer {

    /**
     * It is written, now or before.
     *
     * @param row the row after it, including a request that came in meanwhile
     */
    record Written(Instance row) implements CommitAnswer {}

    /**
     * It is not written, or nobody knows, since it did not go together with the others: another transaction has the row, it might
     * fail and take them along, or one of them did. Whether it is good or not, {@link EngineStore#commit} tells, which writes it
     * alone.
     */
    record Apart() implements CommitAnswer {}

    /**
     * It is not written, or nobody knows.
     *
     * @param reason what {@link EngineStore#commit} would have thrown
     */
    record Failed(RuntimeException reason) implements CommitAnswer {}
}
