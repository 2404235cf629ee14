package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.LoopbackService;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The path of docs/migration.md from a real metrics-server to Kubestats and back, under constant requests. */
@ExtendWith(RealCluster.class)
class MigrationTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String PODS = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/moving";

    @TempDir
    Path folder;

    private final List<String> blanks = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    @Test
    void leavesNobodyWithoutAnAnswerThereAndBack(ControlPlane plane) throws Exception {
        int port = 20_443;
        Optional<AutoCloseable> metricsServer = plane.startMetricsServer(port);
        assumeTrue(metricsServer.isPresent(), "there is no metrics-server: run dev/assets");
        ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
        try (SimulatedNode node = SimulatedNode.create(plane, "migration-1")) {
            node.run("default", "moving", "app=moving", 100_000_000, 64 << 20);
            new LoopbackService("metrics-server", port).create(plane);
            apiService(plane, "metrics-server", port);
            await().atMost(SOON).ignoreExceptions().until(() -> ask(plane).statusCode() == 200);
            try (InstalledKubestats kubestats = beside(plane, port)) {
                var unused = watcher.scheduleWithFixedDelay(() -> watch(plane), 0, 50, TimeUnit.MILLISECONDS);

                new LoopbackService("kubestats", kubestats.port()).leadThere(plane, "v1beta1");
                await().atMost(SOON)
                        .until(() -> plane.kubectl(
                                                "get",
                                                "apiservice",
                                                "v1beta1.metrics.k8s.io",
                                                "-o",
                                                "jsonpath={.spec.caBundle}")
                                        .length()
                                > 100);
                int there = answers.size();
                await().atMost(SOON).until(() -> answers.size() > there + 20);
                plane.kubectl(
                        "patch",
                        "apiservice",
                        "v1beta1.metrics.k8s.io",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"caBundle\":null,\"insecureSkipTLSVerify\":true,\"service\":{\"name\":"
                                + "\"metrics-server\",\"namespace\":\"kube-system\",\"port\":" + port + "}}}");
                int back = answers.size();
                await().atMost(SOON).until(() -> answers.size() > back + 20);

                watcher.shutdownNow();
                assertThat(watcher.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                assertThat(blanks).isEmpty();
            }
        } finally {
            watcher.shutdownNow();
            metricsServer.get().close();
        }
    }

    /** Installs Kubestats and gives the APIService back, as if it had never been claimed. */
    private InstalledKubestats beside(ControlPlane plane, int port) throws Exception {
        InstalledKubestats kubestats = InstalledKubestats.start(plane, folder);
        await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
        plane.kubectl("delete", "apiservice", "v1.metrics.k8s.io");
        plane.kubectl("delete", "apiservice", "v1beta1.metrics.k8s.io");
        apiService(plane, "metrics-server", port);
        await().atMost(SOON).ignoreExceptions().until(() -> ask(plane).statusCode() == 200);
        return kubestats;
    }

    private void watch(ControlPlane plane) {
        try {
            HttpResponse<String> answer = ask(plane);
            answers.add(answer.body());
            if (answer.statusCode() != 200 || !answer.body().contains("\"cpu\"")) {
                blanks.add(answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            if (!Thread.currentThread().isInterrupted() && !(e instanceof InterruptedException)) {
                blanks.add(e.toString());
            }
        }
    }

    private static HttpResponse<String> ask(ControlPlane plane) throws Exception {
        return DirectRequests.get(plane, PODS);
    }

    private static void apiService(ControlPlane plane, String service, int port) throws Exception {
        plane.apply("""
                {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService",
                 "metadata":{"name":"v1beta1.metrics.k8s.io"},
                 "spec":{"group":"metrics.k8s.io","version":"v1beta1","insecureSkipTLSVerify":true,
                  "groupPriorityMinimum":100,"versionPriority":100,
                  "service":{"name":"%s","namespace":"kube-system","port":%d}}}
                """.formatted(service, port));
    }
}
