package io.kubestats.store.series;

/**
 * The order of a sample relative to the stored one, by time.
 *
 * <p>Times are compared in whole seconds: the Summary API has no finer ones, {@code /metrics/resource} has
 * milliseconds, and both may report the same sample.
 */
public enum SampleRecency {
    /** From an overtaken response. */
    OLDER,
    /** A repetition from the kubelet's cache. */
    SAME,
    /** A new sample. */
    NEWER,
    /** Older than a late response can be: the kubelet's clock was set back. */
    SET_BACK;

    private static final long SECOND_MILLIS = 1_000;

    /** Returns whether both times can belong to one sample. */
    public static boolean isSame(long heldMillis, long newMillis) {
        return Math.floorDiv(newMillis, SECOND_MILLIS) == Math.floorDiv(heldMillis, SECOND_MILLIS);
    }

    /** Compares the time of a new sample with that of the stored one. */
    public static SampleRecency of(long heldMillis, long newMillis, long setBackMillis) {
        int order = Long.compare(Math.floorDiv(newMillis, SECOND_MILLIS), Math.floorDiv(heldMillis, SECOND_MILLIS));
        if (order == 0) {
            return SAME;
        }
        if (order > 0) {
            return NEWER;
        }
        return heldMillis - newMillis > setBackMillis ? SET_BACK : OLDER;
    }
}
