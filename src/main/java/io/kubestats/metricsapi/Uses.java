package io.kubestats.metricsapi;

/**
 * Where to find the use of objects, and how to make them with it: a list of a large cluster keeps two numbers for each
 * object until it is written.
 *
 * @param <T> what the cluster says of an object
 */
interface Uses<T> {
    /** What {@link #placeOf} says of an object whose use is not known. */
    long NOWHERE = -1;

    /** Where the object's use is. */
    long placeOf(T meta);

    /** The object, made anew with the use at {@code place}. */
    ObjectMetrics make(T meta, long place);
}
