package io.kubestats.testing;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.NodePressureAverages;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builders of batches and points. Each is immutable; a method that sets a reading returns a changed copy. */
public final class Samples {
    /** The CPU time of one core in one second. */
    public static final long CORE_SECOND = 1_000_000_000L;

    private Samples() {}

    public static NodeBatch batch(AnswerForm form, String node, Reading reading, PodPoint... pods) {
        return new NodeBatch(
                node, form, new NodePoint(reading.usage(), List.of(), NodeDetail.ABSENT), List.of(pods), Map.of());
    }

    public static NodeBatch fast(String node, Reading reading, PodPoint... pods) {
        return batch(AnswerForm.SUMMARY_CPU_AND_MEMORY, node, reading, pods);
    }

    public static NodeBatch full(String node, Reading reading, PodPoint... pods) {
        NodeBatch batch = batch(AnswerForm.SUMMARY, node, reading, pods);
        NodePoint point = new NodePoint(batch.point().usage(), List.of(), nodeDetail(reading.seconds()));
        return new NodeBatch(node, batch.form(), point, batch.pods(), batch.anomalies());
    }

    public static PodPoint pod(String namespace, String name, ContainerPoint... containers) {
        return new PodPoint(
                new PodRef(namespace, name, "uid-" + name), UsagePoint.ABSENT, List.of(containers), PodDetail.ABSENT);
    }

    public static PodPoint withUid(PodPoint pod, String uid) {
        return new PodPoint(
                new PodRef(pod.ref().namespace(), pod.ref().name(), uid), pod.usage(), pod.containers(), pod.detail());
    }

    public static PodPoint startedAt(PodPoint pod, Instant start) {
        UsagePoint usage = pod.usage();
        return new PodPoint(pod.ref(), usage.startedAt(start.toEpochMilli()), pod.containers(), pod.detail());
    }

    /** Returns the pod with details that are identified by {@code mark}, also in each container. */
    public static PodPoint withDetail(PodPoint pod, long mark) {
        PodDetail detail = new PodDetail(NetworkPoint.ABSENT, List.of(), fs(mark), PressurePoint.ABSENT, mark);
        List<ContainerPoint> containers = pod.containers().stream()
                .map(container -> new ContainerPoint(container.name(), container.usage(), containerDetail(mark)))
                .toList();
        return new PodPoint(pod.ref(), pod.usage(), containers, detail);
    }

    public static ContainerDetail containerDetail(long mark) {
        return new ContainerDetail(fs(mark), FsPoint.ABSENT, PressurePoint.ABSENT);
    }

    public static NodeDetail nodeDetail(long mark) {
        return new NodeDetail(
                ABSENT,
                NetworkPoint.ABSENT,
                fs(mark),
                FsPoint.ABSENT,
                FsPoint.ABSENT,
                mark,
                ABSENT,
                PressurePoint.ABSENT,
                NodePressureAverages.ABSENT);
    }

    public static ContainerPoint container(String name, Reading reading) {
        return new ContainerPoint(name, reading.usage(), ContainerDetail.ABSENT);
    }

    /** Returns a terminated container: listed, without readings. */
    public static ContainerPoint ended(String name) {
        return new ContainerPoint(name, UsagePoint.ABSENT, ContainerDetail.ABSENT);
    }

    /** Returns a reading of time {@code at} without values. */
    public static Reading reading(Instant at) {
        return new Reading(ABSENT, at.toEpochMilli(), ABSENT, ABSENT, ABSENT);
    }

    private static FsPoint fs(long usedBytes) {
        return new FsPoint(ABSENT, ABSENT, ABSENT, usedBytes, ABSENT, ABSENT, ABSENT);
    }

    /** A kubelet's readings of the CPU and memory of one object. */
    public record Reading(
            long startMillis, long timeMillis, long coreNanoSeconds, long nanoCores, long workingSetBytes) {
        public Reading startedAt(Instant start) {
            return new Reading(start.toEpochMilli(), timeMillis, coreNanoSeconds, nanoCores, workingSetBytes);
        }

        /** Returns the reading with this cumulative CPU. */
        public Reading cpu(long newCoreNanoSeconds) {
            return new Reading(startMillis, timeMillis, newCoreNanoSeconds, nanoCores, workingSetBytes);
        }

        /** Returns the reading with this rate of the kubelet. */
        public Reading rate(long newNanoCores) {
            return new Reading(startMillis, timeMillis, coreNanoSeconds, newNanoCores, workingSetBytes);
        }

        public Reading memory(long newWorkingSetBytes) {
            return new Reading(startMillis, timeMillis, coreNanoSeconds, nanoCores, newWorkingSetBytes);
        }

        long seconds() {
            return Math.floorDiv(timeMillis, 1_000);
        }

        public UsagePoint usage() {
            CpuPoint cpu = coreNanoSeconds == ABSENT && nanoCores == ABSENT
                    ? CpuPoint.ABSENT
                    : new CpuPoint(timeMillis, coreNanoSeconds, nanoCores);
            MemoryPoint memory =
                    workingSetBytes == ABSENT ? MemoryPoint.ABSENT : new MemoryPoint(timeMillis, workingSetBytes);
            return new UsagePoint(startMillis, cpu, memory, SwapPoint.ABSENT, UsageDetail.ABSENT);
        }
    }
}
