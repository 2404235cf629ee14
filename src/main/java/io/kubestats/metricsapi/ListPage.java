package io.kubestats.metricsapi;

/**
 * Some objects of a list. Each is made when it is come to, and each time: all of a large cluster at once would be as
 * much memory again as their samples take.
 *
 * @param continueToken where the next page begins; empty if this is the last
 */
record ListPage(Iterable<ObjectMetrics> objects, String continueToken) {}
