package io.kubestats.store.series;

/** The number of points of a node, with and without fresh usage. */
public record PointCounts(int pods, int containers, int volumes) {}
