package io.kubestats.exporter;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Metadata from the API server for the nodes and pods of samples. */
public final class SampleObjects implements ObjectFacts {
    static final NodeFacts NODE = new NodeFacts(
            "v1.35.2",
            "containerd://2.2.1",
            "linux",
            "amd64",
            "Debian GNU/Linux 12 (bookworm)",
            "6.1.0-40-amd64",
            new ResourceAmounts(3_920_000_000L, 15_500_000_000L, 90_000_000_000L, 110),
            new ResourceAmounts(4_000_000_000L, 16_000_000_000L, 100_000_000_000L, 110),
            Map.of("node.alpha.kubernetes.io/ttl", "0"));

    private final Map<String, NodeMeta> nodes = new HashMap<>();
    private final Map<List<String>, PodMeta> pods = new HashMap<>();
    private final List<NamespaceMeta> namespaces = new ArrayList<>();

    /** Returns the metadata of all nodes and pods of these batches. */
    public static SampleObjects of(NodeBatch... batches) {
        SampleObjects objects = new SampleObjects();
        for (NodeBatch batch : batches) {
            objects.put(new NodeMeta(batch.node(), Map.of("topology.kubernetes.io/zone", "a"), NODE));
            batch.pods().forEach(pod -> objects.put(batch.node(), pod, pod(pod)));
        }
        return objects;
    }

    public SampleObjects put(String node, PodPoint pod, PodFacts facts) {
        String namespace = pod.ref().namespace();
        String name = pod.ref().name();
        return put(new PodMeta(namespace, name, node, Map.of("app", "cart", "pod-template-hash", "7d4b9c"), facts));
    }

    public SampleObjects put(PodMeta pod) {
        pods.put(List.of(pod.namespace(), pod.name()), pod);
        return this;
    }

    public SampleObjects put(NodeMeta node) {
        nodes.put(node.name(), node);
        return this;
    }

    public SampleObjects put(NamespaceMeta namespace) {
        namespaces.add(namespace);
        return this;
    }

    /** Returns a pod of a Deployment; only its first container has limits. */
    static PodFacts pod(PodPoint pod) {
        ResourceAmounts requests = new ResourceAmounts(250_000_000, 134_217_728, 1_073_741_824, Reading.ABSENT);
        ResourceAmounts limits = new ResourceAmounts(Reading.ABSENT, 268_435_456, 2_147_483_648L, Reading.ABSENT);
        List<ContainerFacts> containers = pod.containers().stream()
                .map(container -> new ContainerFacts(
                        container.name(),
                        "registry.example/" + container.name() + ":1.2",
                        requests,
                        container.equals(pod.containers().get(0)) ? limits : ResourceAmounts.ABSENT))
                .toList();
        return new PodFacts(
                "",
                false,
                "Burstable",
                "business-critical",
                new OwnerReference("ReplicaSet", "cart-7d4b9c"),
                new OwnerReference("Deployment", "cart"),
                containers,
                List.of(),
                Map.of("prometheus.io/scrape", "true"),
                containers.stream()
                        .collect(Collectors.toMap(
                                ContainerFacts::name, container -> "containerd://id-of-" + container.name())));
    }

    @Override
    public Optional<NodeMeta> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    @Override
    public Optional<PodMeta> pod(String namespace, String name) {
        return Optional.ofNullable(pods.get(List.of(namespace, name)));
    }

    @Override
    public List<NamespaceMeta> namespaces() {
        return namespaces;
    }
}
