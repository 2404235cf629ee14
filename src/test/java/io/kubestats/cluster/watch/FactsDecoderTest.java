package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.config.KeyChoice;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsDecoderTest {
    private static final String POD = """
            {"metadata": {"name": "web-7d4b9c-%1$s", "namespace": "shop", "uid": "u-%1$s", "resourceVersion": "7",
              "labels": {"app": "web", "pod-template-hash": "7d4b9c"}, "annotations": {"note": "x"},
              "ownerReferences": [{"kind": "Other", "name": "other"},
                {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-7d4b9c", "controller": true}]},
             "spec": {"nodeName": "n1", "hostNetwork": true, "priorityClassName": "high",
              "initContainers": [
                {"name": "wait", "resources": {"requests": {"cpu": "2"}}},
                {"name": "proxy", "restartPolicy": "Always", "resources": {"limits": {"memory": "64Mi"}}}],
              "containers": [{"name": "app", "image": "x", "resources": {"claims": [{"name": "gpu"}],
                "requests": {"cpu": "250m", "memory": "1.5Gi", "ephemeral-storage": "1e9", "example.com/gpu": "1"},
                "limits": {"cpu": 2, "memory": "twelve"}}}]},
             "status": {"phase": "Running", "qosClass": "Burstable", "conditions": [{"type": "Ready"}]}}
            """;

    private final PodDecoder pods = new PodDecoder(new Interner(100), KeyChoice.NONE, false);
    private final NodeDecoder nodes = new NodeDecoder(new Interner(100), KeyChoice.NONE);

    @Test
    void keepsWhatAPodsObjectSays() throws IOException {
        PodMeta pod = DecodedList.json(pods, POD.formatted("abcde"));

        assertThat(pod.node()).isEqualTo("n1");
        assertThat(pod.facts())
                .isEqualTo(new PodFacts(
                        "",
                        true,
                        "Burstable",
                        "high",
                        new OwnerReference("ReplicaSet", "web-7d4b9c"),
                        new OwnerReference("Deployment", "web"),
                        List.of(
                                new ContainerFacts(
                                        "proxy", "", ResourceAmounts.ABSENT, resources(Reading.ABSENT, 64 << 20, -1)),
                                new ContainerFacts(
                                        "app",
                                        "x",
                                        resources(250_000_000, 1_610_612_736, 1_000_000_000),
                                        resources(2_000_000_000, Reading.ABSENT, Reading.ABSENT)))));
    }

    @Test
    void keepsWhereTheKubeletHasItsResourceMetrics() throws IOException {
        String node = "{\"metadata\": {\"name\": \"a\", \"annotations\": {\"note\": \"x\","
                + " \"metrics.k8s.io/resource-metrics-path\": \"%s\"}}}";

        assertThat(DecodedList.json(nodes, node.formatted("/custom")).resourceMetricsPath())
                .isEqualTo("/custom");
        assertThat(DecodedList.json(nodes, node.formatted("x".repeat(100_000))).resourceMetricsPath())
                .hasSizeLessThan(300);
        assertThat(DecodedList.json(nodes, "{\"metadata\": {\"name\": \"b\"}}").resourceMetricsPath())
                .isEmpty();
    }

    @Test
    void takesThePodsNameThatOthersHold() throws IOException {
        String held = new String("web-7d4b9c-abcde".toCharArray());
        Interner interner = new Interner(100, name -> name.equals(held) ? held : name);

        PodMeta pod = DecodedList.json(new PodDecoder(interner, KeyChoice.NONE, false), POD.formatted("abcde"));

        assertThat(pod.name()).isSameAs(held);
    }

    @Test
    void givesPodsThatSayTheSameTheSameFacts() throws IOException {
        PodFacts one = DecodedList.json(pods, POD.formatted("abcde")).facts();
        PodFacts other = DecodedList.json(pods, POD.formatted("fghij")).facts();

        assertThat(other).isSameAs(one);
    }

    @Test
    void forgetsOnePodBeforeTheNext() throws IOException {
        DecodedList.json(pods, POD.formatted("abcde"));

        PodFacts bare = DecodedList.json(pods, "{\"metadata\": {\"name\": \"bare\", \"namespace\": \"shop\"}}")
                .facts();

        assertThat(bare)
                .isEqualTo(
                        new PodFacts("", false, "", "", OwnerReference.NONE, new OwnerReference("Pod", ""), List.of()));
    }

    @Test
    void keepsTheUidOfAStaticPodWhichItsKubeletKnowsUnderAnother() throws IOException {
        PodFacts facts = DecodedList.json(pods, """
                {"metadata": {"name": "etcd-n1", "namespace": "kube-system", "uid": "api-uid",
                  "annotations": {"kubernetes.io/config.mirror": "hash"},
                  "ownerReferences": [{"kind": "Node", "name": "n1", "controller": true}]}}
                """).facts();

        assertThat(facts.mirrorUid()).isEqualTo("api-uid");
        assertThat(facts.createdBy()).isEqualTo(new OwnerReference("Node", "n1"));
        assertThat(facts.workload()).isEqualTo(new OwnerReference("Pod", ""));
    }

    @Test
    void stepsOverWhatHasAnotherShape() throws IOException {
        PodMeta pod = DecodedList.json(pods, """
                {"metadata": {"name": "p", "namespace": "n", "annotations": null, "ownerReferences": null},
                 "spec": {"nodeName": "n1", "hostNetwork": {"no": "flag"}, "containers": [
                   {"name": "a", "resources": {"requests": {"cpu": {"no": "quantity"}}, "limits": null}}]}}
                """);

        assertThat(pod.facts().containers())
                .containsExactly(new ContainerFacts("a", "", ResourceAmounts.ABSENT, ResourceAmounts.ABSENT));
    }

    @Test
    void keepsWhatANodesObjectSays() throws IOException {
        NodeMeta node = DecodedList.json(nodes, """
                {"metadata": {"name": "n1", "labels": {"zone": "a"}}, "status": {
                  "capacity": {"cpu": "4", "memory": "16Gi", "ephemeral-storage": "100Gi", "pods": "110"},
                  "allocatable": {"cpu": "3920m", "memory": "15Gi", "ephemeral-storage": "95551679124", "pods": "110"},
                  "nodeInfo": {"machineID": "x", "kernelVersion": "6.1", "osImage": "Debian",
                    "operatingSystem": "linux",
                    "containerRuntimeVersion": "containerd://2.2.1", "kubeletVersion": "v1.35.2",
                    "architecture": "arm64"}}}
                """).meta();

        assertThat(node.facts())
                .isEqualTo(new NodeFacts(
                        "v1.35.2",
                        "containerd://2.2.1",
                        "linux",
                        "arm64",
                        "Debian",
                        "6.1",
                        new ResourceAmounts(3_920_000_000L, 15L << 30, 95_551_679_124L, 110),
                        new ResourceAmounts(4_000_000_000L, 16L << 30, 100L << 30, 110),
                        Map.of()));
    }

    @Test
    void keepsThoseAnnotationsAloneThatSomebodyWants() throws IOException {
        PodDecoder wanting = new PodDecoder(new Interner(100), new KeyChoice(List.of("note")), false);
        String plain = POD.replace("\"note\"", "\"other\"").formatted("fghij");

        PodFacts annotated = DecodedList.json(wanting, POD.formatted("abcde")).facts();
        PodFacts alike = DecodedList.json(wanting, POD.formatted("klmno")).facts();
        PodFacts without = DecodedList.json(wanting, plain).facts();

        assertThat(annotated.annotations()).isEqualTo(Map.of("note", "x"));
        assertThat(alike).isSameAs(annotated);
        assertThat(without.annotations()).isEmpty();
        assertThat(DecodedList.json(pods, POD.formatted("abcde")).facts().annotations())
                .isEmpty();
    }

    @Test
    void keepsTheIdsOfContainersThatStayIfSomebodyWantsThem() throws IOException {
        PodDecoder wanting = new PodDecoder(new Interner(100), KeyChoice.NONE, true);
        String status = """
                {"qosClass": "Burstable",
                 "initContainerStatuses": [
                   {"name": "wait", "containerID": "containerd://aa"},
                   {"name": "proxy", "containerID": "containerd://bb"}],
                 "containerStatuses": [
                   {"name": "app", "state": {"running": {}}, "containerID": "containerd://%2$s"},
                   {"name": "late", "containerID": ""}]}
                """;
        String running = POD.substring(0, POD.indexOf("\"status\"")) + "\"status\": " + status + "}";

        PodFacts before =
                DecodedList.json(wanting, running.formatted("abcde", "cc")).facts();
        PodFacts again =
                DecodedList.json(wanting, running.formatted("abcde", "dd")).facts();

        assertThat(before.containerIds()).isEqualTo(Map.of("proxy", "containerd://bb", "app", "containerd://cc"));
        assertThat(again.containerIds()).isEqualTo(Map.of("proxy", "containerd://bb", "app", "containerd://dd"));
        assertThat(DecodedList.json(wanting, POD.formatted("abcde")).facts().containerIds())
                .isEmpty();
        assertThat(DecodedList.json(pods, running.formatted("abcde", "cc")).facts())
                .isSameAs(
                        DecodedList.json(pods, running.formatted("fghij", "ee")).facts());
    }

    @Test
    void keepsThoseAnnotationsOfNodesAndNamespacesAloneThatSomebodyWants() throws IOException {
        String object = """
                {"metadata": {"name": "n", "labels": {"team": "a", "tier": "b"},
                  "annotations": {"note": "x", "b": "y"}},
                 "status": {"phase": "Active"}}
                """;
        KeyChoice note = new KeyChoice(List.of("note"));

        NodeMeta node = DecodedList.json(new NodeDecoder(new Interner(100), note), object)
                .meta();
        NamespaceMeta namespace = DecodedList.json(new NamespaceDecoder(new KeyChoice(List.of("t*m")), note), object);

        assertThat(node.facts().annotations()).isEqualTo(Map.of("note", "x"));
        assertThat(namespace).isEqualTo(new NamespaceMeta("n", Map.of("team", "a"), Map.of("note", "x")));
    }

    private static ResourceAmounts resources(long cpu, long memory, long ephemeralStorage) {
        return new ResourceAmounts(cpu, memory, ephemeralStorage, Reading.ABSENT);
    }
}
