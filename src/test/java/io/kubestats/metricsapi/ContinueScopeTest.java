package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.FakeUsageView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Tests that no continue token, genuine or forged, exposes an object outside the scope of its request. */
class ContinueScopeTest {
    private static final String V1 = "/apis/metrics.k8s.io/v1";
    private static final String BETA = "/apis/metrics.k8s.io/v1beta1";
    private static final List<Scope> SCOPES = scopes();

    private final Cluster cluster = new Cluster();
    private final MetricsApi api = replica();
    private final MetricsApi otherReplica = replica();

    @Test
    void showsNoObjectOfAnotherScopeForAnyTokenOfAnyScope() {
        for (Scope issuer : SCOPES) {
            for (String token : tokens(issuer)) {
                for (Scope asker : SCOPES) {
                    for (int limit : List.of(0, 1, 2, 500)) {
                        for (MetricsApi replica : List.of(api, otherReplica)) {
                            assertStaysInScope(replica, asker, limit, token);
                        }
                    }
                }
            }
        }
    }

    @Test
    void refusesTheTokenOfAnotherListInEveryReplica() {
        for (Scope issuer : SCOPES) {
            for (String token : tokens(issuer)) {
                for (Scope asker : SCOPES) {
                    if (!asker.withoutVersion().equals(issuer.withoutVersion())) {
                        for (MetricsApi replica : List.of(api, otherReplica)) {
                            Reply reply = get(replica, asker, 2, token);
                            assertThat(reply.code()).isEqualTo(400);
                            assertThat(reply.body().path("reason").asText()).isEqualTo("BadRequest");
                            assertThat(reply.body().path("message").asText())
                                    .startsWith("invalid continue token: continue key is not valid");
                        }
                    }
                }
            }
        }
    }

    @Test
    void continuesItsOwnListAndExpiresInAReplicaThatNeverSawIt() {
        for (Scope scope : SCOPES) {
            cluster.before();
            Reply first = get(api, scope, 1, "");
            cluster.after();

            Reply second = get(api, scope, 1, first.token());
            Reply elsewhere = get(otherReplica, scope, 1, first.token());

            assertThat(second.code()).isEqualTo(200);
            assertThat(second.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
            assertThat(elsewhere.code()).isEqualTo(410);
            assertStaysInScope(otherReplica, scope, 1, elsewhere.token());
            assertThat(get(otherReplica, scope, 1, elsewhere.token()).code()).isEqualTo(200);
        }
    }

    @Property(tries = 2_000)
    void showsNoObjectOfAnotherScopeForForgedTokens(
            @ForAll("scope") Scope asker,
            @ForAll("scope") Scope claimed,
            @ForAll("roster") OptionalLong roster,
            @ForAll("word") String namespace,
            @ForAll("word") String name) {
        tokens(claimed);
        String token = new ContinueToken(claimed.fingerprint(), roster, namespace, name).text();

        assertStaysInScope(api, asker, 1, token);
    }

    @Property(tries = 2_000)
    void answersMutatedTokensWithAStatusOrWithItsOwnScope(
            @ForAll("scope") Scope issuer, @ForAll("scope") Scope asker, @ForAll int place, @ForAll byte with) {
        byte[] plain = Base64.getUrlDecoder().decode(tokens(issuer).get(0));
        plain[Math.floorMod(place, plain.length)] = with;

        assertStaysInScope(api, asker, 2, Base64.getUrlEncoder().encodeToString(plain));
        assertStaysInScope(api, asker, 2, new String(plain, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 500)
    void answersAnyTextWithAStatusOrWithItsOwnScope(@ForAll("scope") Scope asker, @ForAll String token) {
        assertStaysInScope(api, asker, 2, token);
    }

    @Provide
    Arbitrary<Scope> scope() {
        return Arbitraries.of(SCOPES);
    }

    @Provide
    Arbitrary<OptionalLong> roster() {
        return Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()),
                Arbitraries.longs().map(OptionalLong::of),
                scope().map(scope -> ContinueTokens.roster(tokens(scope).get(0))));
    }

    @Provide
    Arbitrary<String> word() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "a", "b", "a-0", "a-1", "b-1", "n1", "*", "zzz"), Arbitraries.strings());
    }

    /** Returns two tokens of a scope: one with an outdated roster, and one without a roster. */
    private List<String> tokens(Scope scope) {
        cluster.before();
        String withRoster = get(api, scope, 1, "").token();
        cluster.after();
        String expired = get(replica(), scope, 1, withRoster).token();
        assertThat(List.of(withRoster, expired)).doesNotContain("");
        return List.of(withRoster, expired);
    }

    private void assertStaysInScope(MetricsApi replica, Scope asker, int limit, String token) {
        Reply reply = get(replica, asker, limit, token);
        assertThat(reply.code()).isIn(200, 400, 410);
        if (reply.code() == 200) {
            assertThat(reply.body().path("kind").asText()).isEqualTo(asker.kind());
            assertThat(reply.items()).allMatch(asker.contains()).hasSizeLessThanOrEqualTo(limit == 0 ? 99 : limit);
        } else {
            assertThat(reply.body().path("kind").asText()).isEqualTo("Status");
            assertThat(reply.items()).isEmpty();
        }
    }

    private Reply get(MetricsApi replica, Scope scope, int limit, String token) {
        String query = (scope.query().isEmpty() ? "" : scope.query() + "&") + "limit=" + limit
                + (token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        ApiAnswer answer = replica.answer(Requests.get(scope.path() + "?" + query), Cluster.view());
        try {
            return new Reply(answer.status(), JsonTree.read(Requests.text(answer)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MetricsApi replica() {
        return Shop.api(new MetricsSource(cluster, cluster, Shop.CLOCK));
    }

    private static List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        for (String version : List.of(V1, BETA)) {
            scopes.add(nodes(version, "", item -> true));
            scopes.add(nodes(
                    version, "labelSelector=app%3Dx", item -> label(item, "app").equals("x")));
            scopes.add(nodes(
                    version,
                    "fieldSelector=metadata.name!%3Dn1",
                    item -> !name(item).equals("n1")));
            for (String namespace : List.of("", "a", "b")) {
                scopes.add(pods(version, namespace, "", item -> true));
                scopes.add(pods(
                        version,
                        namespace,
                        "labelSelector=app%3Dx",
                        item -> label(item, "app").equals("x")));
                scopes.add(pods(
                        version,
                        namespace,
                        "labelSelector=app%3Dy",
                        item -> label(item, "app").equals("y")));
                scopes.add(pods(
                        version,
                        namespace,
                        "fieldSelector=metadata.name!%3Da-0",
                        item -> !name(item).equals("a-0")));
            }
            scopes.add(pods(
                    version,
                    "",
                    "fieldSelector=metadata.namespace%3Da",
                    item -> namespace(item).equals("a")));
        }
        return List.copyOf(scopes);
    }

    private static Scope nodes(String version, String query, Predicate<JsonNode> contains) {
        return new Scope(version, "/nodes", query, "NodeMetricsList", contains);
    }

    private static Scope pods(String version, String namespace, String query, Predicate<JsonNode> contains) {
        String path = namespace.isEmpty() ? "/pods" : "/namespaces/" + namespace + "/pods";
        return new Scope(
                version,
                path,
                query,
                "PodMetricsList",
                item -> contains.test(item)
                        && (namespace.isEmpty() || namespace(item).equals(namespace)));
    }

    private static String name(JsonNode item) {
        return item.path("metadata").path("name").asText();
    }

    private static String namespace(JsonNode item) {
        return item.path("metadata").path("namespace").asText();
    }

    private static String label(JsonNode item, String key) {
        return item.path("metadata").path("labels").path(key).asText();
    }

    /** A list request, and a predicate of the objects that its response may contain. */
    private record Scope(String version, String resourcePath, String query, String kind, Predicate<JsonNode> contains) {
        String path() {
            return version + resourcePath;
        }

        String withoutVersion() {
            return resourcePath + "?" + query;
        }

        long fingerprint() {
            try {
                ApiPath.Collection collection =
                        (ApiPath.Collection) ApiPath.parse(path()).orElseThrow();
                ListOptions options = ListOptions.parse(Requests.get(path() + "?" + query), collection.resource());
                return ListScope.of(collection.resource(), collection.namespace(), options)
                        .fingerprint();
            } catch (ApiStatusException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return path() + "?" + query;
        }
    }

    private record Reply(int code, JsonNode body) {
        String token() {
            return body.path("metadata").path("continue").asText();
        }

        List<JsonNode> items() {
            List<JsonNode> items = new ArrayList<>();
            body.path("items").forEach(items::add);
            return items;
        }
    }

    /** A token decoder from the view of an attacker. */
    private static final class ContinueTokens {
        private ContinueTokens() {}

        static OptionalLong roster(String token) {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("/", -1);
            return OptionalLong.of(Long.parseUnsignedLong(parts[2], 16));
        }
    }

    /** A cluster that switches from one set of objects to another; all objects of both sets have usage. */
    private static final class Cluster implements NodeLister, PodLister {
        private volatile List<String> suffixes = List.of();

        void before() {
            suffixes = List.of("0", "1", "2", "3");
        }

        void after() {
            suffixes = List.of("0", "2", "3", "4");
        }

        static UsageView view() {
            ResourceUsage usage = new ResourceUsage(1, 1, 1, 1);
            ContainerUsage container = new ContainerUsage("c", usage);
            List<PodUsage> pods = new ArrayList<>();
            List<NodeView> nodes = new ArrayList<>();
            for (String suffix : List.of("0", "1", "2", "3", "4")) {
                for (String namespace : List.of("a", "b")) {
                    for (String prefix : List.of("a-", "b-")) {
                        pods.add(FakeUsageView.pod(namespace, prefix + suffix, container));
                    }
                }
            }
            for (String suffix : List.of("0", "1", "2", "3", "4")) {
                nodes.add(FakeUsageView.node("n" + suffix, usage, pods.toArray(PodUsage[]::new)));
            }
            return FakeUsageView.of(1, nodes);
        }

        private NodeCatalog nodeCatalog() {
            return NodeCatalog.of(suffixes.stream()
                    .map(suffix -> new NodeMeta("n" + suffix, Map.of("app", "x")))
                    .toList());
        }

        private PodCatalog podCatalog() {
            return PodCatalog.of(suffixes.stream()
                    .flatMap(suffix -> Stream.of("a", "b")
                            .flatMap(namespace -> Stream.of("a-", "b-")
                                    .map(prefix -> new PodMeta(
                                            namespace,
                                            prefix + suffix,
                                            "n0",
                                            Map.of("app", prefix.equals("a-") ? "x" : "y")))))
                    .toList());
        }

        @Override
        public Optional<NodeMeta> node(String name) {
            return nodeCatalog().node(name);
        }

        @Override
        public List<NodeMeta> nodes(LabelSelector selector) {
            return nodeCatalog().nodes(selector);
        }

        @Override
        public Optional<PodMeta> pod(String namespace, String name) {
            return podCatalog().pod(namespace, name);
        }

        @Override
        public List<PodMeta> pods(LabelSelector selector) {
            return podCatalog().pods(selector);
        }

        @Override
        public List<PodMeta> pods(String namespace, LabelSelector selector) {
            return podCatalog().pods(namespace, selector);
        }
    }
}
