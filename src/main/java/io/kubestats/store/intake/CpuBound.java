package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ResourceUsage;

/**
 * The most CPU that something on a node can use. Growth beyond it comes from a broken counter, or from one of another
 * container.
 *
 * @param nanoCores the highest rate
 * @param slackMillis time that is added to each window, since the bound and the reading were measured at other times
 * @param extraCoreNanoSeconds CPU time that is always allowed
 * @param mostNanoCores the highest rate that a kubelet may state by itself
 */
record CpuBound(long nanoCores, long slackMillis, long extraCoreNanoSeconds, long mostNanoCores) {
    /** Room for rounding of times, and for processors that are added before the Node object says so. */
    private static final double CAPACITY_MARGIN = 1.1;

    private static final long CAPACITY_SLACK_MILLIS = 2_000;

    /**
     * A kubelet measures node and containers at different times, up to about 20 s apart, so that a container's burst
     * may not show in the node's reading yet.
     */
    private static final long NODE_SLACK_MILLIS = 20_000;

    private static final long NODE_EXTRA = 40_000_000_000L;

    /** The bound where nothing is known: only rates that no machine has are refused. */
    static final CpuBound NONE =
            new CpuBound(UsageCalculator.ABSURD_NANO_CORES, NODE_SLACK_MILLIS, 0, UsageCalculator.ABSURD_NANO_CORES);

    /** No bound at all. */
    static final CpuBound ANY = new CpuBound(Long.MAX_VALUE, NODE_SLACK_MILLIS, 0, Long.MAX_VALUE);

    /** Returns the bound of a node with so many cores. */
    static CpuBound ofCapacity(long nanoCores) {
        long most = (long) (nanoCores * CAPACITY_MARGIN);
        return new CpuBound(most, CAPACITY_SLACK_MILLIS, 0, most);
    }

    /** Returns the bound of what runs on a node of unknown size that uses this much. */
    static CpuBound ofNodeUse(ResourceUsage node) {
        return isPresent(node.cpuNanoCores())
                ? new CpuBound(node.cpuNanoCores(), NODE_SLACK_MILLIS, NODE_EXTRA, UsageCalculator.ABSURD_NANO_CORES)
                : NONE;
    }

    /** Returns whether a counter can grow by so much in a time that is not negative. */
    boolean allowsGrowth(long coreNanoSeconds, long elapsedMillis) {
        double most = (double) nanoCores * (elapsedMillis + slackMillis) / 1_000 + extraCoreNanoSeconds;
        return coreNanoSeconds <= most;
    }

    /** Returns whether a kubelet can state this rate. */
    boolean allowsRate(long rateNanoCores) {
        return rateNanoCores >= 0 && rateNanoCores <= mostNanoCores;
    }
}
