package io.kubestats.metricsapi;

/**
 * One page of a list. Objects are created lazily on every iteration; materialising a large cluster would double the
 * memory that its samples take.
 *
 * @param continueToken token of the next page; empty if this is the last one
 */
record ListPage(Iterable<ObjectMetrics> objects, String continueToken) {}
