package io.kubestats.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.javalin.Javalin;
import io.kubernetes.client.Metrics;
import io.kubernetes.client.custom.NodeMetrics;
import io.kubernetes.client.custom.PodMetrics;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.AuthorizationV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1APIResourceList;
import io.kubernetes.client.openapi.models.V1APIVersions;
import io.kubernetes.client.openapi.models.V1NamespaceList;
import io.kubernetes.client.openapi.models.V1NodeList;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import io.kubernetes.client.openapi.models.V1SelfSubjectRulesReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectRulesReviewSpec;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodMeta;
import io.kubestats.demo.api.CoreApiRoutes;
import io.kubestats.demo.api.CoreApiRoutesTest;
import io.kubestats.demo.api.SelfReviewRoutes;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.metricsapi.MetricsApiObserver;
import io.kubestats.metricsapi.MetricsApiRoutes;
import io.kubestats.metricsapi.discovery.VersionInfo;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.FakeUsageView;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of the demo and the Metrics API with the official Java client, which throws if a required field is absent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientTest {
    private static final ResourceUsage USAGE = new ResourceUsage(250_000_000, 64 << 20, DemoTime.START * 1000, 15_000);
    private static final VersionInfo VERSION =
            new VersionInfo("1", "37", "v1.37.0", "0123abcd", "2026-01-01T00:00:00Z", "java17", "linux/amd64");

    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(3, 30), new DemoTime());
    private final Javalin server = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                new CoreApiRoutes(cluster, CoreApiRoutesTest::selector).register(config.routes);
                new SelfReviewRoutes().register(config.routes);
                new MetricsApiRoutes(
                                () -> FakeUsageView.of(1, usedNodes()),
                                NodeCatalog.of(cluster.nodeMetas()),
                                PodCatalog.of(cluster.podMetas()),
                                VERSION,
                                new DemoTime(),
                                System::nanoTime,
                                MetricsApiObserver.NOOP)
                        .register(config.routes);
            })
            .start("127.0.0.1", 0);
    private final ApiClient client = new ApiClient().setBasePath("http://127.0.0.1:" + server.port());

    @AfterAll
    void stop() {
        server.stop();
    }

    /** The models check every object of a list, recursively, for missing required fields and for unknown fields. */
    @Test
    void servesEveryFieldThatTheSchemaRequires() throws Exception {
        V1NodeList.validateJsonElement(json("/api/v1/nodes"));
        V1PodList.validateJsonElement(json("/api/v1/pods"));
        V1NamespaceList.validateJsonElement(json("/api/v1/namespaces"));
        V1APIVersions.validateJsonElement(json("/api"));
        V1APIResourceList.validateJsonElement(json("/api/v1"));
        V1APIResourceList.validateJsonElement(json("/apis/authorization.k8s.io/v1"));
        V1APIResourceList.validateJsonElement(json("/apis/metrics.k8s.io/v1beta1"));
        V1Status.validateJsonElement(json("/api/v1/nodes/none"));
        V1Status.validateJsonElement(json("/apis/metrics.k8s.io/v1beta1/nodes/none"));
    }

    @Test
    void listsNodesAndPods() throws Exception {
        CoreV1Api core = new CoreV1Api(client);

        assertThat(core.listNode().execute().getItems()).hasSize(3);
        assertThat(core.listPodForAllNamespaces().execute().getItems()).hasSize(90);
    }

    /** Joins the metrics of {@code Metrics} with objects by name, as {@code Kubectl.top} does. */
    @Test
    void joinsMetricsWithTheirObjects() throws Exception {
        Metrics metrics = new Metrics(client);
        CoreV1Api core = new CoreV1Api(client);

        List<NodeMetrics> nodes = metrics.getNodeMetrics().getItems();
        List<PodMetrics> pods = metrics.getPodMetrics("shop").getItems();

        assertThat(nodes)
                .extracting(node -> node.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(core.listNode().execute().getItems().stream()
                        .map(node -> node.getMetadata().getName())
                        .toList());
        assertThat(number(nodes.get(0).getUsage(), "cpu")).isEqualByComparingTo("0.25");
        assertThat(pods)
                .isNotEmpty()
                .extracting(pod -> pod.getMetadata().getName())
                .isSubsetOf(core.listNamespacedPod("shop").execute().getItems().stream()
                        .map(pod -> pod.getMetadata().getName())
                        .toList());
        assertThat(number(pods.get(0).getContainers().get(0).getUsage(), "memory"))
                .isEqualByComparingTo(String.valueOf(64 << 20));
    }

    @Test
    void allowsEverythingToWhomAsks() throws Exception {
        AuthorizationV1Api api = new AuthorizationV1Api(client);
        V1SelfSubjectAccessReview access = new V1SelfSubjectAccessReview()
                .spec(new V1SelfSubjectAccessReviewSpec()
                        .resourceAttributes(
                                new V1ResourceAttributes().verb("list").resource("pods")));
        V1SelfSubjectRulesReview rules =
                new V1SelfSubjectRulesReview().spec(new V1SelfSubjectRulesReviewSpec().namespace("shop"));

        V1SelfSubjectAccessReview allowed =
                api.createSelfSubjectAccessReview(access).execute();
        V1SelfSubjectRulesReview listed =
                api.createSelfSubjectRulesReview(rules).execute();

        assertThat(allowed.getStatus().getAllowed()).isTrue();
        assertThat(allowed.getSpec().getResourceAttributes().getVerb()).isEqualTo("list");
        assertThat(listed.getStatus().getResourceRules().get(0).getVerbs()).containsExactly("*");
    }

    @Test
    void refusesReviewsThatItCannotRead() throws Exception {
        for (String body : List.of("", "null", "[]", "{", "{\"spec\":1}", "k8s\0")) {
            JsonElement status =
                    send(HttpRequest.newBuilder(uri("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"))
                            .POST(HttpRequest.BodyPublishers.ofString(body)));

            V1Status.validateJsonElement(status);
            assertThat(status.getAsJsonObject().get("code").getAsInt()).isEqualTo(400);
        }
    }

    private static BigDecimal number(Map<String, Quantity> usage, String resource) {
        return Objects.requireNonNull(usage.get(resource), resource).getNumber();
    }

    private List<NodeView> usedNodes() {
        List<NodeView> nodes = new ArrayList<>();
        for (NodeMeta node : cluster.nodeMetas()) {
            PodUsage[] pods = cluster.podMetas().stream()
                    .filter(pod -> pod.node().equals(node.name()))
                    .map(JavaClientTest::used)
                    .toArray(PodUsage[]::new);
            nodes.add(FakeUsageView.node(node.name(), USAGE, pods));
        }
        return nodes;
    }

    private static PodUsage used(PodMeta pod) {
        return FakeUsageView.pod(pod.namespace(), pod.name(), new ContainerUsage("app", USAGE));
    }

    private JsonElement json(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", "application/json"));
    }

    private JsonElement send(HttpRequest.Builder request) throws IOException, InterruptedException {
        byte[] body = HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofByteArray())
                .body();
        return JsonParser.parseString(new String(body, UTF_8));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
