package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;

/**
 * The series of one node or container: its usage, and the state that the next rate needs.
 *
 * @param startTimeMillis start time of the container, if known
 * @param baseTimeMillis time of the sample from which the rate is calculated
 * @param baseCoreNanoSeconds its cumulative CPU; absent until two samples are far enough apart
 * @param candidate the sample that becomes the base once it is old enough
 * @param last the newest sample
 * @param usage the served usage; while its CPU is absent, only the memory is known and nothing is served
 * @param sampledNanos time of the last response with the sample behind {@code usage}, by the ticker
 * @param memoryNanos time of the last response with the memory in {@code usage}, by the ticker
 * @param leaps CPU time that the kubelet's counter gained in leaps, which all counts here exclude
 */
public record UsageSeries(
        long startTimeMillis,
        long baseTimeMillis,
        long baseCoreNanoSeconds,
        CpuPoint candidate,
        CpuPoint last,
        ResourceUsage usage,
        long sampledNanos,
        long memoryNanos,
        long leaps) {
    /** An unknown usage. */
    static final ResourceUsage UNKNOWN = new ResourceUsage(ABSENT, ABSENT, ABSENT, ABSENT);

    /** A series without samples. */
    public static final UsageSeries NONE =
            new UsageSeries(ABSENT, ABSENT, ABSENT, CpuPoint.ABSENT, CpuPoint.ABSENT, UNKNOWN, 0, 0, 0);

    public boolean hasSample() {
        return isPresent(last.timeMillis());
    }

    public boolean isKnown() {
        return isPresent(usage.cpuNanoCores());
    }

    /** Returns the newest known cumulative CPU, or absent. */
    public long lastCoreNanoSeconds() {
        return isPresent(last.usageCoreNanoSeconds()) ? last.usageCoreNanoSeconds() : candidate.usageCoreNanoSeconds();
    }

    /**
     * Returns the same series after a repetition of its last sample. It refers to {@code again} in place of that
     * sample, so that the earlier batch can be collected. Some kubelets measure only every few minutes; until then, the
     * repeated sample is the best available, and its timestamp shows its age.
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
                isServed ? nowNanos : sampledNanos,
                memoryNanos,
                nowLeaps);
    }
}
