package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ResourceUsage;

/**
 * An upper bound on the CPU that an object on a node can use. Growth beyond it comes from a faulty counter, or from the
 * counter of another container.
 *
 * @param nanoCores the highest rate
 * @param slackMillis time added to each window, since the bound and the reading were measured at different times
 * @param extraCoreNanoSeconds CPU time that is always allowed
 * @param mostNanoCores the highest rate that a kubelet may report itself
 */
record CpuBound(long nanoCores, long slackMillis, long extraCoreNanoSeconds, long mostNanoCores) {
    /** A margin for the rounding of times, and for processors that are added before the Node object shows them. */
    private static final double CAPACITY_MARGIN = 1.1;

    private static final long CAPACITY_SLACK_MILLIS = 2_000;

    /**
     * A kubelet measures node and containers at different times, up to about 20 s apart, so the node's reading may not
     * include a container's burst yet.
     */
    private static final long NODE_SLACK_MILLIS = 20_000;

    private static final long NODE_EXTRA = 40_000_000_000L;

    /** The bound if nothing is known: rejects only rates that no machine has. */
    static final CpuBound NONE =
            new CpuBound(UsageCalculator.ABSURD_NANO_CORES, NODE_SLACK_MILLIS, 0, UsageCalculator.ABSURD_NANO_CORES);

    /** An unlimited bound. */
    static final CpuBound ANY = new CpuBound(Long.MAX_VALUE, NODE_SLACK_MILLIS, 0, Long.MAX_VALUE);

    /** Returns the bound of a node with so many cores. */
    static CpuBound ofCapacity(long nanoCores) {
        long most = (long) (nanoCores * CAPACITY_MARGIN);
        return new CpuBound(most, CAPACITY_SLACK_MILLIS, 0, most);
    }

    /** Returns the bound for objects on a node of unknown size with this usage. */
    static CpuBound ofNodeUse(ResourceUsage node) {
        return isPresent(node.cpuNanoCores())
                ? new CpuBound(node.cpuNanoCores(), NODE_SLACK_MILLIS, NODE_EXTRA, UsageCalculator.ABSURD_NANO_CORES)
                : NONE;
    }

    /** Returns whether a counter can grow by that amount in a time that is not negative. */
    boolean allowsGrowth(long coreNanoSeconds, long elapsedMillis) {
        double most = (double) nanoCores * (elapsedMillis + slackMillis) / 1_000 + extraCoreNanoSeconds;
        return coreNanoSeconds <= most;
    }

    /** Returns whether a kubelet can report this rate. */
    boolean allowsRate(long rateNanoCores) {
        return rateNanoCores >= 0 && rateNanoCores <= mostNanoCores;
    }
}
