package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.PodSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Distinction of measured zeros from zeros that mean "not measured".
 *
 * <p>No running process has a working set of 0, but runtimes report it: cri-dockerd for every container
 * (kubernetes/kubernetes#112918), gVisor for containers while their pod has values, Windows for ended containers and
 * for empty sums. A 0 is a measurement only if the pod and all of its containers are 0 and no counter grows, as in a
 * checkpointed pod.
 */
final class ZeroReadings {
    private ZeroReadings() {}

    /**
     * A pod whose remaining zeros are measurements.
     *
     * @param unmeasured running containers without any reading
     * @param zeroMemory containers whose working set was 0 and is absent now
     */
    record Resolved(PodPoint pod, Set<String> unmeasured, Set<String> zeroMemory) {}

    /**
     * Resolves the zeros of a pod.
     *
     * @param held the same pod in the previous response
     * @param object lookup of the Pod object
     */
    static Resolved resolve(PodSeries held, PodPoint pod, PodLookup object, IntakeFindings findings) {
        if (isTrueZero(held.point(), pod)) {
            return new Resolved(pod, Set.of(), Set.of());
        }
        boolean othersMeasured = pod.containers().stream().anyMatch(container -> isMeasured(container.usage()));
        List<ContainerPoint> containers = new ArrayList<>(pod.containers().size());
        Set<String> unmeasured = new HashSet<>();
        Set<String> zeroMemory = new HashSet<>();
        for (ContainerPoint container : pod.containers()) {
            UsagePoint usage = container.usage();
            if (usage.workingSetBytes() != 0) {
                containers.add(container);
            } else if (isMeasured(usage)) {
                zeroMemory.add(container.name());
                containers.add(with(container, usage.withWorkingSet(ABSENT)));
            } else if (hasEnded(container.name(), othersMeasured, object, held, pod)) {
                containers.add(with(container, UsagePoint.ABSENT));
            } else if (pod.containers().size() == 1 && pod.usage().workingSetBytes() > 0) {
                containers.add(with(container, pod.usage().startedAt(usage.startTimeMillis())));
            } else {
                unmeasured.add(container.name());
                containers.add(with(container, UsagePoint.ABSENT));
            }
        }
        for (int i = unmeasured.size() + zeroMemory.size(); i > 0; i--) {
            findings.count(Anomaly.ZERO_USAGE);
        }
        UsagePoint own = pod.usage();
        PodPoint resolved = new PodPoint(
                pod.ref(), own.workingSetBytes() == 0 ? own.withWorkingSet(ABSENT) : own, containers, pod.detail());
        return new Resolved(resolved, unmeasured, zeroMemory);
    }

    /** Returns the reading of a system container; Windows has none, and reports zeros. */
    static UsagePoint ofSystemContainer(UsagePoint usage) {
        return isMeasured(usage) ? usage : usage.withWorkingSet(ABSENT);
    }

    /** Returns the reading of a node, which always uses some memory. */
    static UsagePoint ofNode(UsagePoint usage, IntakeFindings findings) {
        if (usage.workingSetBytes() != 0) {
            return usage;
        }
        findings.count(Anomaly.ZERO_USAGE);
        return usage.withWorkingSet(ABSENT);
    }

    /** Returns whether the pod has a zero to resolve; few do. */
    static boolean hasZero(PodPoint pod) {
        if (pod.usage().workingSetBytes() == 0) {
            return true;
        }
        List<ContainerPoint> containers = pod.containers();
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).usage().workingSetBytes() == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrueZero(PodPoint held, PodPoint pod) {
        if (pod.usage().workingSetBytes() != 0 || isGrowing(held.usage(), pod.usage())) {
            return false;
        }
        for (int i = 0; i < pod.containers().size(); i++) {
            ContainerPoint container = pod.containers().get(i);
            UsagePoint before =
                    LaneMerger.find(held.containers(), container.name(), i).usage();
            if (container.usage().workingSetBytes() > 0 || isGrowing(before, container.usage())) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether CPU was used since the previous response, or may have been. */
    private static boolean isGrowing(UsagePoint before, UsagePoint usage) {
        long count = usage.usageCoreNanoSeconds();
        boolean unchanged = !isPresent(count)
                || count == 0
                || count <= before.usageCoreNanoSeconds() + HeldCounter.precision(count);
        return !unchanged || usage.usageNanoCores() > 0;
    }

    private static boolean isMeasured(UsagePoint usage) {
        return usage.workingSetBytes() > 0 || usage.usageCoreNanoSeconds() > 0 || usage.usageNanoCores() > 0;
    }

    private static boolean hasEnded(
            String container, boolean othersMeasured, PodLookup object, PodSeries held, PodPoint pod) {
        Optional<Boolean> runs = object.runs(container);
        if (runs.isPresent()) {
            return !runs.get();
        }
        int at = held.point().indexOf(container, 0);
        return othersMeasured && (at < 0 || held.hasEnded(at, pod));
    }

    private static ContainerPoint with(ContainerPoint container, UsagePoint usage) {
        return new ContainerPoint(container.name(), usage, container.detail());
    }
}
