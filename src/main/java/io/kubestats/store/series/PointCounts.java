package io.kubestats.store.series;

/** How many points a node has, fresh usage or not. */
public record PointCounts(int pods, int containers, int volumes) {}
