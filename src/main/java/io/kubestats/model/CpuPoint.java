package io.kubestats.model;

/**
 * CPU of a node, pod or container at one time.
 *
 * @param timeMillis time of measurement by the kubelet, Unix time
 * @param usageCoreNanoSeconds cumulative CPU time
 * @param usageNanoCores the kubelet's own rate, averaged over its housekeeping interval of about 10 s
 */
public record CpuPoint(long timeMillis, long usageCoreNanoSeconds, long usageNanoCores) {
    /** No CPU was reported. */
    public static final CpuPoint ABSENT = new CpuPoint(Reading.ABSENT, Reading.ABSENT, Reading.ABSENT);
}
