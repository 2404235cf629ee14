package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.config.DiscoveryConfig;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ObjectKeys;
import io.kubestats.health.HealthCheck;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.model.KubeletTarget;
import io.kubestats.testing.FakeApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClusterWatchTest {
    static final List<ApiResponse> UNFINISHED = List.of(
            new ApiResponse(504, FakeApiServer.status(504, "Too large resource version")),
            new ApiResponse(200, "{\"items\":["));

    private static final MetadataChoice TEAMS = new MetadataChoice(
            new ObjectKeys(KeyChoice.NONE, KeyChoice.NONE, new KeyChoice(List.of("team"))), ObjectKeys.NONE);

    private final FakeApiServer apiServer = new FakeApiServer();
    private final FakeApiServer.Collection pods = apiServer.collection("/api/v1/pods");
    private final FakeApiServer.Collection nodes = apiServer.collection("/api/v1/nodes");
    private final FakeApiServer.Collection namespaces = apiServer.collection("/api/v1/namespaces");
    private ClusterWatch watch = newWatch();

    @BeforeEach
    void fill() {
        put("shop", "web-0", "n1", "\"app\":\"web\"");
        put("shop", "web-1", "n2", "\"app\":\"web\"");
        put("kube-system", "dns", "n1", "\"k8s-app\":\"dns\",\"a\":\"b\"");
        nodes.put("n1", node("n1", "10.0.0.1"));
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void listsInPagesOfWhichNoneShowsAlone() {
        pods.pageSize(1);

        watch.start();

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        assertThat(apiServer.asked("/api/v1/pods?limit=")).isEqualTo(3);
        assertThat(watch.pods().pod("shop", "web-1")).hasValueSatisfying(pod -> {
            assertThat(pod.node()).isEqualTo("n2");
            assertThat(pod.labels()).isEqualTo(Map.of("app", "web"));
        });
    }

    @Test
    void asksForRunningPodsAlone() {
        watch.start();

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        await().until(() -> pods.openWatches() == 1);
        assertThat(apiServer.asked())
                .filteredOn(request -> request.pathAndQuery().contains("pods"))
                .allSatisfy(
                        request -> assertThat(request.pathAndQuery()).contains("fieldSelector=status.phase%3DRunning"));
    }

    @Test
    void showsPodsThatComeChangeAndGo() throws Exception {
        watch.start();
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");

        put("shop", "web-2", "n1", "\"app\":\"web\"");
        put("shop", "web-0", "n1", "\"app\":\"old\"");
        pods.remove("kube-system/dns");

        awaitPods("shop/web-0", "shop/web-1", "shop/web-2");
        await().untilAsserted(() -> assertThat(watch.pods().pods("shop", LabelSelector.parse("app=web")))
                .extracting(PodMeta::name)
                .containsExactly("web-1", "web-2"));
    }

    @Test
    void goesOnAfterABrokenConnectionWithoutANewList() {
        watch.start();
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        await().until(() -> pods.openWatches() == 1);

        pods.breakWatches();
        put("shop", "web-2", "n1", "");

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1", "shop/web-2");
        assertThat(apiServer.asked("/api/v1/pods?limit=")).isEqualTo(1);
    }

    @Test
    void goesOnFromTheLastBookmark() {
        watch.start();
        await().until(() -> pods.openWatches() == 1);

        pods.bookmark();
        pods.compact();
        pods.endWatches();
        await().until(() -> pods.openWatches() == 1);
        put("shop", "web-2", "n1", "");

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1", "shop/web-2");
        assertThat(apiServer.asked("/api/v1/pods?limit=")).isEqualTo(1);
    }

    @Test
    void listsAgainWhereTheWatchIsTooOld() {
        watch.start();
        await().until(() -> pods.openWatches() == 1);

        apiServer.goDown("away");
        pods.remove("shop/web-0");
        put("shop", "web-9", "n1", "");
        pods.compact();
        apiServer.comeBack();

        awaitPods("kube-system/dns", "shop/web-1", "shop/web-9");
        assertThat(apiServer.asked("/api/v1/pods?limit=")).isEqualTo(2);
        assertThat(apiServer.asked("&resourceVersion=103&resourceVersionMatch=NotOlderThan"))
                .as("lists that are no older than what is known")
                .isEqualTo(1);
    }

    @Test
    void asksForProtobufAndTakesWhatItIsGiven() {
        watch.start();

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        await().until(() -> pods.openWatches() == 1 && nodes.openWatches() == 1);
        assertThat(apiServer.asked())
                .extracting(ApiServerRequest::accept)
                .containsOnly("application/vnd.kubernetes.protobuf, application/json");
    }

    @Test
    void listsWhatTheApiServerHasInItsCache() {
        watch.start();

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        assertThat(apiServer.asked())
                .filteredOn(request -> request.pathAndQuery().contains("?limit="))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.pathAndQuery())
                        .endsWith("&resourceVersion=0&resourceVersionMatch=NotOlderThan"));
    }

    @ParameterizedTest
    @FieldSource("UNFINISHED")
    void listsTheNewestStateInPagesWhereTheWholeListIsNotToBeHad(ApiResponse unfinished) {
        pods.refuse(Optional.of(unfinished));
        watch.start();

        await().until(() -> apiServer.asked().stream()
                .anyMatch(request ->
                        request.pathAndQuery().endsWith("pods?limit=500&fieldSelector=status.phase%3DRunning")));
        pods.refuse(Optional.empty());

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
    }

    @Test
    void listsAgainWhereWhatIsToldMakesNoSense() {
        watch = newWatch();
        watch.start();
        await().until(() -> pods.openWatches() == 1);

        await().until(() -> {
            pods.say("}}nonsense\n");
            return apiServer.asked("/api/v1/pods?limit=") > 1;
        });

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
    }

    @Test
    void servesWhatWasKnownAndSaysSinceWhenWhileTheApiServerIsAway() {
        watch.start();
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        await().until(() -> check("pods-synced") instanceof Result.Ok && pods.openWatches() == 1);

        apiServer.goDown("cannot reach the API server at https://10.96.0.1:443");

        await().untilAsserted(() -> assertThat(check("pods-synced"))
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains(
                                        "serving the last known data",
                                        "cannot reach the API server at https://10.96.0.1:443")));
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        apiServer.comeBack();
        await().until(() -> check("pods-synced") instanceof Result.Ok);
    }

    @Test
    void saysWhichRightIsMissing() {
        pods.refuse(Optional.of(new ApiResponse(403, FakeApiServer.status(403, "pods is forbidden: User \"u\""))));

        watch.start();

        await().untilAsserted(() -> assertThat(check("pods-synced"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("cannot list pods: 403 pods is forbidden: User \"u\"")
                                .contains("ClusterRole")));
        pods.refuse(Optional.empty());
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
    }

    @Test
    void watchesNamespacesOnlyIfSomebodyWantsAnythingOfThem() {
        namespaces.put("shop", namespace("shop", "web"));
        namespaces.put("data", namespace("data", "db"));
        watch.start();
        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        assertThat(apiServer.asked("/api/v1/namespaces")).isZero();
        assertThat(watch.watchesNamespaces()).isFalse();
        watch.close();

        watch = newWatch(TEAMS);
        watch.start();

        awaitNamespaces("data=db", "shop=web");
        namespaces.put("shop", namespace("shop", "moved"));
        namespaces.remove("data");
        awaitNamespaces("shop=moved");
        assertThat(watch.namespaceCount()).isEqualTo(1);
        assertThat(watch.namespacesSynced()).isTrue();
    }

    @Test
    void doesWithoutNamespacesWhereTheRightIsMissingAndSaysSo() {
        namespaces.refuse(Optional.of(new ApiResponse(403, FakeApiServer.status(403, "namespaces is forbidden"))));
        watch = newWatch(TEAMS);

        watch.start();

        awaitPods("kube-system/dns", "shop/web-0", "shop/web-1");
        await().untilAsserted(() -> assertThat(check("namespaces-synced"))
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .startsWith("cannot list namespaces: 403 namespaces is forbidden")
                                .contains("ClusterRole that may list and watch namespaces")));
        assertThat(watch.namespacesSynced()).isFalse();
        assertThat(watch.checks()).noneMatch(check -> check.check() instanceof Result.Failed);
    }

    @Test
    void tellsTargetsOnceNodesAreKnownAndWhenOneMoves() {
        AtomicReference<List<KubeletTarget>> targets = new AtomicReference<>(List.of());
        watch.targets().subscribe(targets::set);
        assertThat(targets.get()).isEmpty();

        watch.start();
        await().untilAsserted(() -> assertThat(targets.get())
                .extracting(target -> target.endpoint().toString())
                .containsExactly("https://10.0.0.1:10250"));
        await().until(() -> nodes.openWatches() == 1);
        nodes.put("n1", node("n1", "10.0.0.9"));
        nodes.put("n0", node("n0", "fd00::1"));

        await().untilAsserted(() -> assertThat(targets.get())
                .extracting(target -> target.endpoint().toString())
                .containsExactly("https://[fd00::1]:10250", "https://10.0.0.9:10250"));
    }

    private ClusterWatch newWatch() {
        return newWatch(MetadataChoice.NONE);
    }

    private ClusterWatch newWatch(MetadataChoice metadata) {
        try {
            return new ClusterWatch(
                    apiServer,
                    DiscoveryConfig.defaults(),
                    new WantedFacts(metadata, false),
                    UnaryOperator.identity(),
                    System::nanoTime,
                    7,
                    new Impatient());
        } catch (SelectorSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String namespace(String name, String team) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\"RV\",\"labels\":{\"team\":\"" + team
                + "\",\"other\":\"x\"}}}";
    }

    private void awaitNamespaces(String... expected) {
        await().untilAsserted(() -> assertThat(watch.namespaces().namespaces())
                .extracting(
                        namespace -> namespace.name() + "=" + namespace.labels().get("team"))
                .containsExactly(expected));
    }

    private Result check(String name) {
        return watch.checks().stream()
                .filter(check -> check.name().equals(name))
                .map(HealthCheck::check)
                .findFirst()
                .orElseThrow();
    }

    private void put(String namespace, String name, String node, String labels) {
        pods.put(
                namespace + "/" + name,
                "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"" + namespace
                        + "\",\"resourceVersion\":\"RV\",\"labels\":{" + labels
                        + "},\"managedFields\":[{\"x\":{}}]},\"spec\":{\"containers\":[],\"nodeName\":\"" + node
                        + "\"},\"status\":{\"phase\":\"Running\"}}");
    }

    private static String node(String name, String address) {
        return "{\"metadata\":{\"name\":\"" + name
                + "\",\"resourceVersion\":\"RV\"},\"status\":{\"addresses\":[{\"type\":\"Hostname\",\"address\":\""
                + name
                + "\"},{\"type\":\"InternalIP\",\"address\":\"" + address
                + "\"}],\"daemonEndpoints\":{\"kubeletEndpoint\":{\"Port\":10255}}}}";
    }

    private void awaitPods(String... names) {
        await().untilAsserted(() -> assertThat(watch.pods().pods(LabelSelector.everything()))
                .extracting(pod -> pod.namespace() + "/" + pod.name())
                .containsExactly(names));
    }

    /** A sleep that takes a hundredth of the requested time. */
    private static final class Impatient implements InterruptibleSleep {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public boolean of(Duration duration) throws InterruptedException {
            return ended.await(duration.toNanos() / 100, TimeUnit.NANOSECONDS);
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }
}
