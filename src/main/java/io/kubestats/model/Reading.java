package io.kubestats.model;

/** The one number that stands for "the kubelet did not say". Readings are never negative, so it cannot be one. */
public final class Reading {
    /** Stands in any {@code long} reading that was absent from the answer. */
    public static final long ABSENT = -1;

    private Reading() {}

    /** Whether {@code reading} was in the answer. */
    public static boolean isPresent(long reading) {
        return reading != ABSENT;
    }
}
