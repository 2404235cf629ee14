package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import io.kubestats.apiserver.HttpApiServer;
import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.targets.WatchedNode;
import io.kubestats.config.ApiServerConfig;
import io.kubestats.config.KeyChoice;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that objects of a real API server, of any version, decode to equal results from JSON and protobuf. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealObjectFormsTest {
    private static final KeyChoice EVERY = new KeyChoice(List.of("*"));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"forms",
              "labels":{"app":"web","tier":"front"},"annotations":{"note":"für alle"}},
             "spec":{"nodeName":"forms-1","priorityClassName":"system-cluster-critical",
              "terminationGracePeriodSeconds":0,
              "initContainers":[
               {"name":"wait","image":"none","resources":{"requests":{"cpu":"4"}}},
               {"name":"proxy","image":"none","restartPolicy":"Always","resources":{"requests":{"memory":"32Mi"}}}],
              "containers":[{"name":"main","image":"none","resources":{
               "requests":{"cpu":"0.25","memory":"1.5Gi"},"limits":{"memory":"2Gi","ephemeral-storage":"1e9"}}}]}}
            """;

    private ControlPlane plane;
    private SimulatedNode node;
    private HttpApiServer apiServer;

    @BeforeAll
    void fill(ControlPlane given) throws Exception {
        plane = given;
        plane.kubectl("create", "namespace", "forms");
        node = SimulatedNode.create(plane, "forms-1");
        plane.apply(POD);
        apiServer = new HttpApiServer(ApiServerConfig.ofKubeconfig(plane.file("admin.conf")), Clock.systemUTC());
        apiServer.start();
    }

    @AfterAll
    void takeAway() throws Exception {
        apiServer.close();
        node.close();
        plane.kubectl("delete", "namespace", "forms", "--wait=false");
    }

    @Test
    void tellsTheSamePods() {
        List<PodMeta> pods = tellsTheSame(WatchedKind.RUNNING_PODS, interner -> new PodDecoder(interner, EVERY, true));

        assertThat(pods).anySatisfy(pod -> {
            assertThat(pod.name()).isEqualTo("web");
            assertThat(pod.facts().containers())
                    .extracting(ContainerFacts::name)
                    .containsExactly("proxy", "main");
        });
    }

    @Test
    void tellsTheSameNodes() {
        List<WatchedNode> nodes = tellsTheSame(WatchedKind.NODES, interner -> new NodeDecoder(interner, EVERY));

        assertThat(nodes)
                .extracting(WatchedNode::kubeletPort)
                .contains(node.kubelet().endpoint().getPort());
    }

    @Test
    void tellsTheSameNamespaces() {
        List<NamespaceMeta> namespaces =
                tellsTheSame(WatchedKind.NAMESPACES, interner -> new NamespaceDecoder(EVERY, EVERY));

        assertThat(namespaces)
                .anySatisfy(namespace ->
                        assertThat(namespace.labels()).containsEntry("kubernetes.io/metadata.name", "forms"));
    }

    /** Objects may change between the two requests; then both are repeated. */
    private <T> List<T> tellsTheSame(WatchedKind kind, Function<Interner, ObjectDecoder<T>> decoder) {
        List<T> told = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            told.clear();
            told.addAll(list("application/vnd.kubernetes.protobuf", kind, decoder));
            assertThat(told).isEqualTo(list("application/json", kind, decoder));
        });
        return told;
    }

    private <T> List<T> list(String form, WatchedKind kind, Function<Interner, ObjectDecoder<T>> decoder)
            throws Exception {
        try (ApiStream stream =
                apiServer.open(ApiServerRequest.get(kind.path(), SOON).accepting(form))) {
            assertThat(stream.contentType()).isEqualTo(form);
            return DecodedList.of(form, stream.body().readAllBytes(), kind.type(), decoder.apply(new Interner(1_000)));
        }
    }
}
