package io.kubestats.store.series;

/**
 * One moment by both of our clocks.
 *
 * @param wallMillis Unix time: to tell people, and to compare with the kubelet's
 * @param nanos the ticker's count: for ages, since it neither jumps nor turns back
 */
public record Moment(long wallMillis, long nanos) {}
