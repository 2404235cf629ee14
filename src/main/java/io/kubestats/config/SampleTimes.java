package io.kubestats.config;

/**
 * Selection of timestamps at {@code /metrics}.
 *
 * @param source whether samples carry the kubelet's sample time, if known
 * @param created whether OpenMetrics counters carry their creation time, if known
 */
public record SampleTimes(boolean source, boolean created) {
    /** No timestamps: a sample is as old as its scrape. */
    public static final SampleTimes NONE = new SampleTimes(false, false);
}
