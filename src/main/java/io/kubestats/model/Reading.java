package io.kubestats.model;

/** The value of an absent reading. Readings are never negative, so it cannot be one. */
public final class Reading {
    /** The value of any {@code long} reading that the response did not have. */
    public static final long ABSENT = -1;

    private Reading() {}

    /** Returns whether {@code reading} is a value. */
    public static boolean isPresent(long reading) {
        return reading != ABSENT;
    }
}
