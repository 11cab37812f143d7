package dev.vmlifecycle.traffic;

/** How far an interval's bytes can be relied on. */
public enum TrafficQuality {
    /** Whole samples, all there; a VM that was off counts as complete, with no bytes. */
    COMPLETE,
    /**
     * A sample was split by time, or lies beside time without samples and may cover less than its length. Wrong by at most the
     * sample's length at its own rate.
     */
    ESTIMATED,
    /** No samples: the bytes are zero because nobody knows them. */
    GAP
}
