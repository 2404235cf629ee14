package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.ClusterState;

/**
 * Limits on the usage of one node. Memory above the node's own is read as absent.
 *
 * @param cpu the limit on CPU
 * @param memoryBytes the limit on memory; absent if unknown
 */
record PlausibilityBounds(CpuBound cpu, long memoryBytes) {
    /** Capacity is reported in the same units by the kubelet, yet may exclude what the firmware reserves. */
    private static final double MEMORY_MARGIN = 1.05;

    /** Returns the limits of the node itself. */
    static PlausibilityBounds ofNode(ClusterState.NodeCapacity capacity) {
        CpuBound cpu =
                isPresent(capacity.cpuNanoCores()) ? CpuBound.ofCapacity(capacity.cpuNanoCores()) : CpuBound.NONE;
        return new PlausibilityBounds(cpu, most(capacity.memoryBytes()));
    }

    /** Returns the limits of the node's pods; if the node's size is unknown, they follow from its usage. */
    PlausibilityBounds ofItsPods(ResourceUsage nodeUsage, UsagePoint node) {
        return new PlausibilityBounds(
                cpu.equals(CpuBound.NONE) ? CpuBound.ofNodeUse(nodeUsage) : cpu,
                isPresent(memoryBytes) ? memoryBytes : most(node.detail().memoryLimitBytes()));
    }

    private static long most(long memory) {
        return isPresent(memory) ? (long) (memory * MEMORY_MARGIN) : ABSENT;
    }

    /** Returns the reading without amounts of memory that exceed the node's. */
    UsagePoint withoutImpossibleMemory(UsagePoint reading, IntakeFindings findings) {
        UsageDetail detail = reading.detail();
        boolean workingSet = isPossible(reading.workingSetBytes());
        if (workingSet && isPossible(detail.memoryUsageBytes()) && isPossible(detail.rssBytes())) {
            return reading;
        }
        findings.count(Anomaly.IMPLAUSIBLE);
        return new UsagePoint(
                reading.startTimeMillis(),
                reading.cpuTimeMillis(),
                reading.usageCoreNanoSeconds(),
                reading.usageNanoCores(),
                reading.memoryTimeMillis(),
                workingSet ? reading.workingSetBytes() : ABSENT,
                reading.swapTimeMillis(),
                reading.swapUsageBytes(),
                withoutImpossible(detail));
    }

    private UsageDetail withoutImpossible(UsageDetail detail) {
        return new UsageDetail(
                detail.cpuTimeMillis(),
                detail.cpuPressure(),
                detail.memoryTimeMillis(),
                detail.memoryLimitBytes(),
                isPossible(detail.memoryUsageBytes()) ? detail.memoryUsageBytes() : ABSENT,
                isPossible(detail.rssBytes()) ? detail.rssBytes() : ABSENT,
                detail.pageFaults(),
                detail.majorPageFaults(),
                detail.memoryPressure(),
                detail.swapLimitBytes());
    }

    private boolean isPossible(long bytes) {
        return !isPresent(memoryBytes) || bytes <= memoryBytes;
    }
}
