package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Facts about nodes and pods from a real API server, at {@code /metrics}. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedFactsTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String REPLICA_SET = """
            {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-7d4b9c","namespace":"facts"},
             "spec":{"replicas":1,"selector":{"matchLabels":{"app":"web","pod-template-hash":"7d4b9c"}},
              "template":{"metadata":{"labels":{"app":"web","pod-template-hash":"7d4b9c"}},
               "spec":{"containers":[{"name":"main","image":"none"}]}}}}
            """;
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-7d4b9c-x7k2p","namespace":"facts",
              "labels":{"app":"web","pod-template-hash":"7d4b9c"},"ownerReferences":[{"apiVersion":"apps/v1",
               "kind":"ReplicaSet","name":"web-7d4b9c","uid":"%s","controller":true}]},
             "spec":{"nodeName":"facts-1","priorityClassName":"system-cluster-critical","hostNetwork":true,
              "initContainers":[
               {"name":"wait","image":"none","resources":{"requests":{"cpu":"4"}}},
               {"name":"proxy","image":"none","restartPolicy":"Always","resources":{"requests":{"memory":"32Mi"}}}],
              "containers":[{"name":"main","image":"registry.example/web:1.2","resources":{
               "requests":{"cpu":"0.25","memory":"1.5Gi"},"limits":{"memory":"2Gi","ephemeral-storage":"1e9"}}}]}}
            """;

    private static final String NODE_INFO = """
            {"status":{"nodeInfo":{"kubeletVersion":"v1.37.2","containerRuntimeVersion":"containerd://2.4.2",
              "operatingSystem":"linux","architecture":"arm64","osImage":"Debian GNU/Linux 13","kernelVersion":"6.12",
              "machineID":"","systemUUID":"","bootID":"","kubeProxyVersion":""}}}
            """;

    @TempDir
    static Path folder;

    private ControlPlane plane;
    private SimulatedNode node;
    private InstalledKubestats kubestats;

    @BeforeAll
    void install(ControlPlane given) throws Exception {
        plane = given;
        plane.kubectl("create", "namespace", "facts");
        node = SimulatedNode.create(plane, "facts-1");
        plane.apply(REPLICA_SET);
        String owner = plane.kubectl("get", "rs", "web-7d4b9c", "-n", "facts", "-o", "jsonpath={.metadata.uid}");
        plane.apply(POD.formatted(owner));
        node.isRunning("facts", "web-7d4b9c-x7k2p", 100_000_000, 64 << 20);
        plane.kubectl("patch", "node", "facts-1", "--subresource=status", "--type=merge", "-p", NODE_INFO);
        kubestats = InstalledKubestats.start(
                plane,
                folder,
                "--metric-labels=pods=[app,costCenter],namespaces=[*]",
                "--metric-annotations=nodes=[note]");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> !series("kubestats_container_resource_limits").isEmpty());
    }

    @AfterAll
    void takeAway() throws Exception {
        for (AutoCloseable part : List.of(kubestats, node)) {
            part.close();
        }
        plane.kubectl("delete", "namespace", "facts", "--wait=false");
    }

    @Test
    void saysWhatTheContainersOfAPodAskForAndMayUse() throws Exception {
        String pod = "{node=\"facts-1\",namespace=\"facts\",pod=\"web-7d4b9c-x7k2p\",container=";

        assertThat(series("kubestats_container_resource_requests"))
                .containsExactlyInAnyOrder(
                        pod + "\"main\",resource=\"cpu\",unit=\"core\"} 0.25",
                        pod + "\"main\",resource=\"memory\",unit=\"byte\"} 1610612736",
                        pod + "\"main\",resource=\"ephemeral_storage\",unit=\"byte\"} 1000000000",
                        pod + "\"proxy\",resource=\"memory\",unit=\"byte\"} 33554432");
        assertThat(series("kubestats_container_resource_limits"))
                .containsExactlyInAnyOrder(
                        pod + "\"main\",resource=\"memory\",unit=\"byte\"} 2147483648",
                        pod + "\"main\",resource=\"ephemeral_storage\",unit=\"byte\"} 1000000000");
    }

    @Test
    void saysWhichImageEachContainerRuns() throws Exception {
        String pod = "{node=\"facts-1\",namespace=\"facts\",pod=\"web-7d4b9c-x7k2p\",container=";

        assertThat(series("kubestats_container_info"))
                .containsExactlyInAnyOrder(
                        pod + "\"main\",image=\"registry.example/web:1.2\"} 1", pod + "\"proxy\",image=\"none\"} 1");
    }

    @Test
    void saysWhoseAPodIs() throws Exception {
        assertThat(series("kubestats_pod_info"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "host_network=\"true\",qos_class=\"Burstable\"",
                                "priority_class=\"system-cluster-critical\"")
                        .contains("created_by_kind=\"ReplicaSet\",created_by_name=\"web-7d4b9c\"")
                        .contains("workload_kind=\"Deployment\",workload=\"web\"} 1"));
    }

    @Test
    void saysWhatANodeHas() throws Exception {
        assertThat(series("kubestats_node_capacity")).contains("{node=\"facts-1\",resource=\"cpu\",unit=\"core\"} 4");
        assertThat(series("kubestats_node_allocatable"))
                .contains(
                        "{node=\"facts-1\",resource=\"memory\",unit=\"byte\"} 8589934592",
                        "{node=\"facts-1\",resource=\"pods\",unit=\"integer\"} 110");
        assertThat(series("kubestats_node_info"))
                .containsExactly("{node=\"facts-1\",kubelet_version=\"v1.37.2\","
                        + "container_runtime=\"containerd://2.4.2\","
                        + "os=\"linux\",arch=\"arm64\",os_image=\"Debian GNU/Linux 13\",kernel_version=\"6.12\"} 1");
    }

    @Test
    void showsANewLabelAtTheNextScrape() throws Exception {
        assertThat(series("kubestats_pod_labels"))
                .containsExactly("{node=\"facts-1\",namespace=\"facts\",pod=\"web-7d4b9c-x7k2p\",label_app=\"web\"} 1");

        plane.kubectl("label", "pod", "web-7d4b9c-x7k2p", "-n", "facts", "costCenter=4711");
        plane.kubectl("label", "namespace", "facts", "team=web");
        plane.kubectl("annotate", "node", "facts-1", "note=say \"hi\"", "unwanted=x");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(series("kubestats_pod_labels"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).endsWith("label_app=\"web\",label_cost_center=\"4711\"} 1"));
            assertThat(series("kubestats_node_annotations"))
                    .containsExactly("{node=\"facts-1\",annotation_note=\"say \\\"hi\\\"\"} 1");
            assertThat(lines("kubestats_namespace_labels"))
                    .contains("{namespace=\"facts\",label_kubernetes_io_metadata_name=\"facts\","
                            + "label_team=\"web\"} 1");
        });
    }

    /** Returns the lines of a family that concern this test's node or pod, without its name. */
    private List<String> series(String family) throws Exception {
        return lines(family).stream()
                .filter(line -> line.startsWith("{node=\"facts-1\""))
                .toList();
    }

    private List<String> lines(String family) throws Exception {
        KeyManager[] admin = TlsContexts.identity(
                Files.readAllBytes(plane.file("admin.crt")),
                PrivateKeys.first(Files.readAllBytes(plane.file("admin.key"))));
        return DirectRequests.get(kubestats.address() + "/metrics", admin)
                .body()
                .lines()
                .filter(line -> line.startsWith(family + "{"))
                .map(line -> line.substring(family.length()))
                .toList();
    }
}
