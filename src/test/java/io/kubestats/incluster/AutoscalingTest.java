package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real HPA controller scales Deployments by the served metrics. A thread plays the kubelet that starts their pods.
 */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AutoscalingTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String NAMESPACE = "scaling";
    private static final long MIB = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private final Map<String, Long> nanocores = new ConcurrentHashMap<>();
    private final Map<String, Long> bytes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor();
    private ControlPlane plane;
    private SimulatedNode node;
    private SimulatedNode dying;
    private InstalledKubestats kubestats;

    @BeforeAll
    void install(ControlPlane given) throws Exception {
        plane = given;
        plane.kubectl("create", "namespace", NAMESPACE);
        plane.startControllers();
        node = SimulatedNode.create(plane, "scaling-1");
        dying = SimulatedNode.create(plane, "scaling-2");
        dying.run(NAMESPACE, "other-0", "app=other", 1_000_000, MIB);
        kubestats = InstalledKubestats.start(plane, folder);
        var unused = starter.scheduleWithFixedDelay(this::startPods, 0, 200, TimeUnit.MILLISECONDS);
        await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
    }

    @AfterAll
    void takeAway() throws Exception {
        starter.shutdownNow();
        assertThat(starter.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        plane.kubectl("delete", "namespace", NAMESPACE, "--wait=false");
        for (AutoCloseable part : List.of(kubestats, node, dying)) {
            part.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "by-cpu, Resource, cpu, Utilization, averageUtilization, 50",
        "by-memory, Resource, memory, AverageValue, averageValue, 100Mi",
        "by-container, ContainerResource, cpu, Utilization, averageUtilization, 50"
    })
    @Order(1)
    void scalesUpAndDown(String app, String type, String resource, String kind, String field, String target)
            throws Exception {
        use(app, 50, 50);
        deploy(app, type, resource, kind, field, target);
        await().atMost(SOON).ignoreExceptions().until(() -> condition(app).equals("True"));

        use(app, 90, 250);
        await().atMost(SOON).ignoreExceptions().until(() -> replicas(app) >= 3);
        use(app, 1, 1);
        await().atMost(SOON).ignoreExceptions().until(() -> replicas(app) == 1);

        assertThat(condition(app)).isEqualTo("True");
    }

    @Test
    @Order(2)
    void missesNoMetricsWhileANodesKubeletIsDead() throws Exception {
        use("steady", 50, 50);
        deploy("steady", "Resource", "cpu", "Utilization", "averageUtilization", "50");
        await().atMost(SOON).ignoreExceptions().until(() -> condition("steady").equals("True"));
        plane.kubectl("delete", "events", "-n", NAMESPACE, "--all");

        dying.die();
        await().atMost(SOON).until(() -> kubestats.process().log().contains("scaling-2"));
        String before = lastScrape();
        await().atMost(SOON).until(() -> !lastScrape().equals(before));

        assertThat(condition("steady")).isEqualTo("True");
        assertThat(plane.kubectl("get", "events", "-n", NAMESPACE)).doesNotContain("FailedGetResourceMetric");
    }

    @Test
    @Order(3)
    void scalesByTheOlderVersionAlone() throws Exception {
        plane.kubectl("delete", "apiservice", "v1.metrics.k8s.io");
        use("older", 50, 50);

        deploy("older", "Resource", "cpu", "Utilization", "averageUtilization", "50");
        use("older", 90, 50);

        await().atMost(SOON).ignoreExceptions().until(() -> replicas("older") >= 2);
        assertThat(condition("older")).isEqualTo("True");
    }

    private String lastScrape() throws Exception {
        return DirectRequests.get(plane, "/apis/metrics.k8s.io/v1beta1/nodes/scaling-1")
                .body();
    }

    private void use(String app, long percent, long mebibytes) {
        nanocores.put(app, percent * 1_000_000);
        bytes.put(app, mebibytes * MIB);
    }

    private void deploy(String app, String type, String resource, String kind, String field, String target)
            throws IOException, InterruptedException {
        plane.apply("""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%2$s"},
                 "spec":{"replicas":1,"selector":{"matchLabels":{"app":"%1$s"}},
                  "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[
                   {"name":"main","image":"none","resources":{"requests":{"cpu":"100m","memory":"100Mi"}}}]}}}}
                """.formatted(app, NAMESPACE));
        boolean container = type.equals("ContainerResource");
        String value = target.endsWith("Mi") ? "\"" + target + "\"" : target;
        plane.apply("""
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler",
                 "metadata":{"name":"%1$s","namespace":"%2$s"},
                 "spec":{"minReplicas":1,"maxReplicas":4,
                  "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"%1$s"},
                  "metrics":[{"type":"%3$s","%4$s":{"name":"%5$s",%6$s"target":{"type":"%7$s","%8$s":%9$s}}}]}}
                """.formatted(
                        app,
                        NAMESPACE,
                        type,
                        container ? "containerResource" : "resource",
                        resource,
                        container ? "\"container\":\"main\"," : "",
                        kind,
                        field,
                        value));
    }

    private int replicas(String app) throws IOException, InterruptedException {
        return Integer.parseInt(
                plane.kubectl("get", "deployment", app, "-n", NAMESPACE, "-o", "jsonpath={.spec.replicas}"));
    }

    private String condition(String app) throws IOException, InterruptedException {
        return plane.kubectl(
                "get",
                "hpa",
                app,
                "-n",
                NAMESPACE,
                "-o",
                "jsonpath={.status.conditions[?(@.type==\"ScalingActive\")].status}");
    }

    /** Plays scheduler and kubelet. */
    private void startPods() {
        try {
            JsonNode pods = JSON.readTree(plane.kubectl("get", "pods", "-n", NAMESPACE, "-o", "json"));
            for (JsonNode pod : pods.path("items")) {
                String name = pod.path("metadata").path("name").asText();
                String app = pod.path("metadata").path("labels").path("app").asText();
                if (!nanocores.containsKey(app)) {
                    continue;
                }
                if (pod.path("spec").path("nodeName").asText().isEmpty()) {
                    plane.kubectl(
                            "create",
                            "--raw",
                            "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name + "/binding",
                            "-f",
                            binding(name).toString());
                    node.isRunning(NAMESPACE, name, nanocores.getOrDefault(app, 0L), bytes.getOrDefault(app, 0L));
                } else if (pod.path("metadata").has("deletionTimestamp")) {
                    plane.kubectl("delete", "pod", name, "-n", NAMESPACE, "--force", "--grace-period=0");
                    node.forget(NAMESPACE, name);
                } else {
                    node.use(NAMESPACE, name, nanocores.getOrDefault(app, 0L), bytes.getOrDefault(app, 0L));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The pod is gone, or the test ends; the next round sees the new state.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path binding(String pod) throws IOException {
        return java.nio.file.Files.writeString(
                folder.resolve(pod + ".json"),
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"" + pod + "\",\"namespace\":\""
                        + NAMESPACE + "\"},\"target\":{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\""
                        + node.name()
                        + "\"}}");
    }
}
