package io.kubestats.store.series;

/**
 * A time by both local clocks.
 *
 * @param wallMillis Unix time, for display and for comparison with the kubelet's clock
 * @param nanos reading of the monotonic ticker, for ages
 */
public record Moment(long wallMillis, long nanos) {}
