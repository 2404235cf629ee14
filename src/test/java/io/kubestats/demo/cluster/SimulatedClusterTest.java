package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.cluster.Workload.Kind;
import io.kubestats.demo.cluster.Workload.VolumeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedClusterTest {
    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.defaults(), new DemoTime());

    @Test
    void everyNodeShowsEveryKindOfPod() {
        for (SimulatedNode node : cluster.nodes()) {
            assertThat(node.pods()).hasSize(30);
            assertThat(node.pods().stream().map(SimulatedPod::namespace).distinct())
                    .hasSizeGreaterThan(4);
            assertThat(roles(node))
                    .contains(
                            ContainerRole.APP,
                            ContainerRole.SIDECAR,
                            ContainerRole.INIT_AT_WORK,
                            ContainerRole.INIT_DONE,
                            ContainerRole.ENDED);
            assertThat(node.pods().stream()
                            .flatMap(pod -> pod.volumes().stream().map(SimulatedVolume::kind)))
                    .contains(VolumeKind.values());
            assertThat(node.pods()).anyMatch(pod -> pod.workload().hostNetwork());
            assertThat(node.pods().stream().map(pod -> pod.workload().kind())).contains(Kind.values());
        }
    }

    @Test
    void allVersionsAndPoolsOccur() {
        assertThat(cluster.nodes().stream().map(SimulatedNode::version)).contains(KubeletVersion.values());
        assertThat(cluster.nodes().stream().map(node -> node.labels().get("pool")))
                .contains("control", "general", "spot", "highmem", "compute");
        assertThat(cluster.nodes().stream().map(SimulatedNode::name))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("prod-[a-z]+-[a-z0-9]{5}"));
    }

    @Test
    void staticPodsGoByTheHashOfTheirManifest() {
        SimulatedPod pod = pods().filter(each -> each.workload().kind() == Kind.STATIC)
                .findFirst()
                .orElseThrow();

        assertThat(pod.kubeletUid()).matches("[0-9a-f]{32}").isNotEqualTo(pod.uid());
    }

    @Test
    void podOnTheHostNetworkReportsTheNodesInterfaces() {
        SimulatedNode node = cluster.nodes().stream()
                .filter(each -> each.version() == KubeletVersion.V1_35)
                .findFirst()
                .orElseThrow();
        JsonNode summary = Answers.summaryTree(cluster, node);

        for (int i = 0; i < node.pods().size(); i++) {
            JsonNode network = summary.at("/pods/" + i + "/network");

            boolean host = node.pods().get(i).workload().hostNetwork();
            assertThat(network.equals(summary.at("/node/network"))).isEqualTo(host);
        }
    }

    @Test
    void endedContainerHasNoReadings() {
        SimulatedNode node = cluster.nodes().get(0);

        JsonNode summary = Answers.summaryTree(cluster, node);

        List<JsonNode> bare = summary.findValues("containers").stream()
                .flatMap(JsonNode::valueStream)
                .filter(container -> !container.has("cpu"))
                .toList();
        assertThat(bare).isNotEmpty().allSatisfy(container -> {
            assertThat(container.get("name").asText()).isEqualTo("fetch");
            assertThat(container).hasSize(2);
        });
    }

    @Test
    void podsAtTheirInitContainersAreNotRunning() {
        Set<String> running = cluster.podMetas().stream().map(PodMeta::name).collect(Collectors.toSet());

        assertThat(pods().filter(pod -> !running.contains(pod.name())))
                .isNotEmpty()
                .allMatch(pod -> pod.workload().name().equals("indexer"));
    }

    @Test
    void metasSayWhatTheNodesHold() {
        assertThat(cluster.nodeMetas().stream().map(NodeMeta::name))
                .containsExactlyElementsOf(
                        cluster.nodes().stream().map(SimulatedNode::name).toList());
        assertThat(cluster.podMetas()).allSatisfy(pod -> {
            assertThat(pod.labels()).containsKey("app");
            assertThat(Workloads.NAMESPACES).contains(pod.namespace());
        });
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,30", "2,500", "1000,30"})
    void namesAreUniqueAtEverySize(int nodes, int podsPerNode) {
        SimulatedCluster other = new SimulatedCluster(DemoConfig.of(nodes, podsPerNode), new DemoTime());

        Set<String> names = new HashSet<>();
        Set<String> uids = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (SimulatedNode node : other.nodes()) {
            assertThat(node.pods()).hasSize(podsPerNode);
            addresses.add(node.address());
            for (SimulatedPod pod : node.pods()) {
                names.add(pod.namespace() + "/" + pod.name());
                uids.add(pod.uid());
                if (!pod.workload().hostNetwork()) {
                    assertThat(addresses.add(pod.address())).isTrue();
                }
            }
        }
        assertThat(names).hasSize(nodes * podsPerNode);
        assertThat(uids).hasSize(nodes * podsPerNode);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void refusesTooFewOrTooManyNodes(int nodes) {
        assertThatThrownBy(() -> DemoConfig.of(nodes, 30)).hasMessageContaining("nodes must be 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void refusesTooFewOrTooManyPods(int pods) {
        assertThatThrownBy(() -> DemoConfig.of(1, pods)).hasMessageContaining("pods per node must be 1 to 500");
    }

    private Stream<SimulatedPod> pods() {
        return cluster.nodes().stream().flatMap(node -> node.pods().stream());
    }

    private static List<ContainerRole> roles(SimulatedNode node) {
        return node.pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .map(SimulatedContainer::role)
                .toList();
    }
}
