package io.kubestats.demo.cluster;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.demo.cluster.SimulatedNode.Capacity;
import io.kubestats.demo.cluster.Workload.Kind;
import io.kubestats.model.Reading;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Facts of the simulated Node and Pod objects, in addition to their names and labels. */
public final class PlannedFacts {
    public static final Map<String, String> NODE_ANNOTATIONS = Map.of(
            "node.alpha.kubernetes.io/ttl", "0", "volumes.kubernetes.io/controller-managed-attach-detach", "true");

    private static final String OS_IMAGE = "Debian GNU/Linux 12 (bookworm)";
    private static final String KERNEL = "6.1.0-40-amd64";
    private static final long RESERVED_BYTES = 512L << 20;
    private static final long RESERVED_NANO_CORES = 100_000_000;
    private static final long NANO_PER_CORE = 1_000_000_000;
    private static final long NANO_PER_MILLI = 1_000_000;

    private PlannedFacts() {}

    /** Returns the facts of a Node object. */
    public static NodeFacts of(SimulatedNode node) {
        Capacity size = node.capacity();
        long nanoCores = size.cores() * NANO_PER_CORE;
        return new NodeFacts(
                node.version().kubelet(),
                node.version().runtime(),
                "linux",
                "amd64",
                OS_IMAGE,
                KERNEL,
                new ResourceAmounts(
                        nanoCores - RESERVED_NANO_CORES,
                        size.memoryBytes() - RESERVED_BYTES,
                        size.diskBytes(),
                        size.pods()),
                new ResourceAmounts(nanoCores, size.memoryBytes(), size.diskBytes(), size.pods()),
                NODE_ANNOTATIONS);
    }

    /** Returns the facts of a Pod object. */
    public static PodFacts of(SimulatedPod pod) {
        Workload workload = pod.workload();
        return new PodFacts(
                workload.kind() == Kind.STATIC ? pod.uid() : "",
                workload.hostNetwork(),
                qosClass(pod),
                workload.priorityClass(),
                new OwnerReference(workload.kind().owner(), pod.ownerName()),
                switch (workload.kind()) {
                    case DEPLOYMENT -> new OwnerReference("Deployment", workload.name());
                    case JOB -> new OwnerReference("CronJob", workload.name());
                    case STATIC -> new OwnerReference("Pod", "");
                    case STATEFUL_SET, DAEMON_SET ->
                        new OwnerReference(workload.kind().owner(), workload.name());
                },
                containers(pod),
                pod.containers().stream()
                        .filter(container -> !container.role().runs())
                        .map(SimulatedContainer::name)
                        .toList(),
                annotations(pod),
                containerIds(pod));
    }

    /** Returns container ids in containerd's format. They survive a restart, which those of a runtime do not. */
    private static Map<String, String> containerIds(SimulatedPod pod) {
        return containers(pod).stream()
                .collect(Collectors.toMap(
                        ContainerFacts::name,
                        container -> "containerd://"
                                + new SplittableRandom((pod.uid() + container.name()).hashCode())
                                        .longs(4)
                                        .mapToObj("%016x"::formatted)
                                        .collect(Collectors.joining())));
    }

    /** Returns the annotations of a Pod object. */
    public static Map<String, String> annotations(SimulatedPod pod) {
        if (pod.workload().kind() == Kind.STATIC) {
            return Map.of(
                    "kubernetes.io/config.hash", pod.kubeletUid(),
                    "kubernetes.io/config.mirror", pod.kubeletUid(),
                    "kubernetes.io/config.source", "file");
        }
        Map<String, String> annotations = new TreeMap<>();
        pod.containers().stream()
                .filter(container -> !container.role().init())
                .findFirst()
                .ifPresent(container -> annotations.put("kubectl.kubernetes.io/default-container", container.name()));
        if (pod.namespace().equals("monitoring")) {
            annotations.put("prometheus.io/scrape", "true");
        }
        return annotations;
    }

    public static ResourceAmounts requests(SimulatedContainer container) {
        SimulatedContainer.Resources of = container.resources();
        return resources(of.requestMillicores(), of.requestBytes(), of.requestDiskBytes());
    }

    public static ResourceAmounts limits(SimulatedContainer container) {
        SimulatedContainer.Resources of = container.resources();
        return resources(of.limitMillicores(), of.limitBytes(), of.limitDiskBytes());
    }

    /**
     * Returns the QoS class by the rules of Kubernetes, from CPU and memory of all containers including init
     * containers.
     */
    public static String qosClass(SimulatedPod pod) {
        boolean nothing = true;
        boolean everything = true;
        for (SimulatedContainer container : pod.containers()) {
            ResourceAmounts requests = requests(container);
            ResourceAmounts limits = limits(container);
            nothing &= requests.equals(ResourceAmounts.ABSENT) && limits.equals(ResourceAmounts.ABSENT);
            everything &= limits.cpuNanoCores() > 0
                    && limits.memoryBytes() > 0
                    && limits.cpuNanoCores() == requests.cpuNanoCores()
                    && limits.memoryBytes() == requests.memoryBytes();
        }
        return nothing ? "BestEffort" : everything ? "Guaranteed" : "Burstable";
    }

    private static List<ContainerFacts> containers(SimulatedPod pod) {
        return pod.containers().stream()
                .filter(container -> !container.role().init() || container.role() == ContainerRole.SIDECAR)
                .map(container ->
                        new ContainerFacts(container.name(), container.image(), requests(container), limits(container)))
                .toList();
    }

    private static ResourceAmounts resources(long millicores, long bytes, long diskBytes) {
        return new ResourceAmounts(
                millicores == 0 ? Reading.ABSENT : millicores * NANO_PER_MILLI,
                bytes == 0 ? Reading.ABSENT : bytes,
                diskBytes == 0 ? Reading.ABSENT : diskBytes,
                Reading.ABSENT);
    }
}
