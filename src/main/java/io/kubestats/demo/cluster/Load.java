package io.kubestats.demo.cluster;

/**
 * A load over time, in cores or bytes. A pure function of the second, so that a counter can be its exact integral.
 * Implementations are immutable.
 */
interface Load {
    /** The load at that second (Unix time), never negative. */
    double level(long second);

    /** The integral of {@link #level} up to that second, from a fixed origin of the load's own. */
    double total(long second);

    /** A level that is never passed. */
    double peak();
}
