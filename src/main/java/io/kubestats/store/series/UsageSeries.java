package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;

/**
 * The series of one node or container: its usage, and the state that the next rate needs.
 *
 * @param startTimeMillis when the container started, as far as known
 * @param baseTimeMillis time of the sample that the rate is taken from
 * @param baseCoreNanoSeconds its cumulative CPU; absent until there is a pair of samples far enough apart
 * @param candidate the sample that becomes the base once it is far enough behind
 * @param last the newest sample
 * @param usage what is served; while its CPU is absent, only the memory was told so far and nothing is served
 * @param toldNanos when an answer last told the sample behind {@code usage}, by our ticker
 * @param memoryNanos when the memory in {@code usage} was last read, by our ticker
 * @param leaps CPU time that the kubelet's counter gained in leaps; all counts here are without it
 */
public record UsageSeries(
        long startTimeMillis,
        long baseTimeMillis,
        long baseCoreNanoSeconds,
        CpuPoint candidate,
        CpuPoint last,
        ResourceUsage usage,
        long toldNanos,
        long memoryNanos,
        long leaps) {
    /** Stands for a usage that is not known. */
    static final ResourceUsage UNKNOWN = new ResourceUsage(ABSENT, ABSENT, ABSENT, ABSENT);

    /** No sample yet. */
    public static final UsageSeries NONE =
            new UsageSeries(ABSENT, ABSENT, ABSENT, CpuPoint.ABSENT, CpuPoint.ABSENT, UNKNOWN, 0, 0, 0);

    public boolean hasSample() {
        return isPresent(last.timeMillis());
    }

    public boolean isKnown() {
        return isPresent(usage.cpuNanoCores());
    }

    /** The newest cumulative CPU that is known; absent if none is. */
    public long lastCoreNanoSeconds() {
        return isPresent(last.usageCoreNanoSeconds()) ? last.usageCoreNanoSeconds() : candidate.usageCoreNanoSeconds();
    }

    /**
     * The same series, told once more: it holds {@code again} in place of the last sample that it repeats, so that the
     * earlier batch can be let go. Some kubelets measure every few minutes only; what they repeat until then is the
     * best that there is, and its time stamp says how old.
     */
    public UsageSeries repeated(CpuPoint again, long nowNanos, long nowLeaps) {
        if (again.usageCoreNanoSeconds() < lastCoreNanoSeconds()) {
            return this;
        }
        boolean isServed = isKnown() && SampleRecency.isSame(last.timeMillis(), usage.timestampMillis());
        CpuPoint newCandidate = candidate.equals(last) ? again : candidate;
        return new UsageSeries(
                startTimeMillis,
                baseTimeMillis,
                baseCoreNanoSeconds,
                newCandidate,
                again,
                usage,
                isServed ? nowNanos : toldNanos,
                memoryNanos,
                nowLeaps);
    }
}
