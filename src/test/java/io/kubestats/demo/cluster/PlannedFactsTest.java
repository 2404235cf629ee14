package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.api.NodeResource;
import io.kubestats.demo.api.PodObject;
import io.kubestats.demo.api.PodResource.PlacedPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PlannedFactsTest {
    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.defaults(), new DemoTime());

    @Test
    void showsEveryKindOfWorkloadAndEveryQualityOfService() {
        assertThat(facts().map(PodFacts::qosClass)).contains("Guaranteed", "Burstable", "BestEffort");
        assertThat(facts().map(facts -> facts.workload().kind()))
                .contains("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Pod");
        assertThat(facts().map(facts -> facts.createdBy().kind()))
                .contains("ReplicaSet", "StatefulSet", "DaemonSet", "Job", "Node");
        assertThat(facts().map(PodFacts::priorityClass)).contains("", "system-node-critical", "business-critical");
    }

    @Test
    void hasLabelsAndAnnotationsToShowOfEveryObject() {
        assertThat(cluster.namespaceMetas()).hasSizeGreaterThan(5).allSatisfy(namespace -> {
            assertThat(namespace.labels())
                    .containsKey("team")
                    .containsEntry("kubernetes.io/metadata.name", namespace.name());
            assertThat(namespace.annotations()).isNotEmpty();
        });
        assertThat(cluster.podMetas().stream().map(PodMeta::namespace))
                .isSubsetOf(cluster.namespaceMetas().stream()
                        .map(NamespaceMeta::name)
                        .toList());
        assertThat(cluster.nodeMetas())
                .allSatisfy(node -> assertThat(node.facts().annotations()).isNotEmpty());
        assertThat(facts().map(PodFacts::annotations)).noneMatch(Map::isEmpty);
    }

    @Test
    void listsAsRunningWhatTheKubeletsMeasure() {
        Map<String, List<String>> measured = new HashMap<>();
        cluster.nodes()
                .forEach(node -> node.pods().stream()
                        .filter(SimulatedPod::running)
                        .forEach(pod -> measured.put(
                                pod.namespace() + "/" + pod.name(),
                                pod.containers().stream()
                                        .filter(pod::runs)
                                        .map(SimulatedContainer::name)
                                        .toList())));

        assertThat(cluster.podMetas())
                .anySatisfy(pod -> assertThat(pod.facts().stoppedContainers()).isNotEmpty())
                .allSatisfy(pod -> assertThat(pod.facts().runningContainers())
                        .containsExactlyInAnyOrderElementsOf(measured.get(pod.namespace() + "/" + pod.name())));
    }

    @Test
    void asksForNoMoreThanANodeHas() {
        for (NodeMeta node : cluster.nodeMetas()) {
            ResourceAmounts allocatable = node.facts().allocatable();
            List<ContainerFacts> containers = cluster.podMetas().stream()
                    .filter(pod -> pod.node().equals(node.name()))
                    .flatMap(pod -> pod.facts().containers().stream())
                    .toList();

            assertThat(containers.stream()
                            .mapToLong(container -> present(container.requests().cpuNanoCores()))
                            .sum())
                    .isPositive()
                    .isLessThan(allocatable.cpuNanoCores());
            assertThat(containers.stream()
                            .mapToLong(container -> present(container.requests().memoryBytes()))
                            .sum())
                    .isPositive()
                    .isLessThan(allocatable.memoryBytes());
            assertThat(allocatable.memoryBytes())
                    .isLessThan(node.facts().capacity().memoryBytes());
        }
    }

    @Test
    void allowsNoLessThanIsAskedFor() {
        assertThat(facts().flatMap(facts -> facts.containers().stream())).allSatisfy(container -> {
            assertThat(atMost(container.limits().cpuNanoCores()))
                    .isGreaterThanOrEqualTo(container.requests().cpuNanoCores());
            assertThat(atMost(container.limits().memoryBytes()))
                    .isGreaterThanOrEqualTo(container.requests().memoryBytes());
        });
    }

    @Test
    void saysOfPodsWhatTheirObjectsSay() {
        for (SimulatedNode node : cluster.nodes()) {
            for (SimulatedPod pod : node.pods()) {
                PodFacts facts = PlannedFacts.of(pod);

                JsonNode object = PodObject.of(new PlacedPod(node, pod), cluster.nowSecond());

                assertThat(object.at("/status/qosClass").asText()).isEqualTo(facts.qosClass());
                assertThat(object.at("/spec/priorityClassName").asText()).isEqualTo(facts.priorityClass());
                assertThat(object.at("/spec/hostNetwork").asBoolean()).isEqualTo(facts.hostNetwork());
                assertThat(object.at("/metadata/ownerReferences/0/name").asText())
                        .isEqualTo(facts.createdBy().name())
                        .startsWith(
                                pod.workload().kind() == Workload.Kind.STATIC
                                        ? ""
                                        : facts.workload().name());
                assertThat(facts.containers().stream().map(ContainerFacts::name))
                        .containsAll(names(object.at("/spec/containers")));
            }
        }
    }

    @Test
    void writesQuantitiesAsKubernetesDoes() {
        SimulatedNode node = cluster.nodes().get(0);
        NodeFacts facts = PlannedFacts.of(node);

        JsonNode status = new NodeResource(cluster).object(node).get("status");

        assertThat(status.at("/capacity/cpu").asText())
                .isEqualTo(Integer.toString(node.capacity().cores()));
        assertThat(status.at("/allocatable/cpu").asText())
                .isEqualTo(node.capacity().cores() * 1000 - 100 + "m");
        assertThat(status.at("/allocatable/memory").asText())
                .isEqualTo(facts.allocatable().memoryBytes() / 1024 + "Ki");
        assertThat(status.at("/capacity/pods").asText()).isEqualTo("110");
    }

    private Stream<PodFacts> facts() {
        return cluster.podMetas().stream().map(PodMeta::facts);
    }

    private static List<String> names(JsonNode containers) {
        return StreamSupport.stream(containers.spliterator(), false)
                .map(container -> container.get("name").asText())
                .toList();
    }

    private static long present(long reading) {
        return Math.max(0, reading);
    }

    private static long atMost(long limit) {
        return limit < 0 ? Long.MAX_VALUE : limit;
    }
}
