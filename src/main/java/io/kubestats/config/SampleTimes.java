package io.kubestats.config;

/**
 * Which times go with samples at {@code /metrics}.
 *
 * @param source whether a sample carries the time at which the kubelet took it, where that is known
 * @param created whether a counter in OpenMetrics is joined by when it began, where that is known
 */
public record SampleTimes(boolean source, boolean created) {
    /** A sample is as old as its scrape. */
    public static final SampleTimes NONE = new SampleTimes(false, false);
}
