package io.kubestats.demo.cluster;

/**
 * A load over time, in cores or bytes. A pure function of the second, so that a counter can be its exact integral.
 * Implementations are immutable.
 */
interface Load {
    /** Returns the load at that second (Unix time), never negative. */
    double level(long second);

    /** Returns the integral of {@link #level} up to that second, from a fixed origin of the load. */
    double total(long second);

    /** Returns an upper bound of the level. */
    double peak();
}
